/// What pages about many runs need of each: the manifest without what cells showed, which is most of it.
public struct RunSummary: Codable, Sendable, Equatable {
  /// What became of a cell, as far as it is told here.
  public struct Cell: Codable, Sendable, Equatable {
    /// The cell's label; nil where it has none.
    public var label: String?
    /// The cell's title; nil where it has none.
    public var title: String?
    /// The author's line that it starts at.
    public var startLine: Int
    /// What became of it.
    public var status: CellRun.Status
    /// What ended it; nil where nothing did.
    public var problem: Diagnostic?
    /// What it showed.
    public var outputs: [Exhibit]
  }

  /// Something that a cell showed, with the files that hold it.
  public struct Exhibit: Codable, Sendable, Equatable {
    /// What it is.
    public var kind: Output.Kind
    /// The text that stands for a figure; nil where there is none.
    public var alternativeText: String?
    /// Its forms.
    public var representations: [Form]
  }

  /// A form of an exhibit.
  public struct Form: Codable, Sendable, Equatable {
    /// The media type.
    public var mediaType: String
    /// What it is made for; nil where there is one for all.
    public var variant: Representation.Variant?
    /// Path relative to the run's folder.
    public var file: String?
  }

  /// The name of the analysis.
  public var analysis: String
  /// The path that the analysis was read from.
  public var path: String
  /// Different for every run.
  public var id: String
  /// How the run ended.
  public var status: Run.Status
  /// The values that the parameters had.
  public var parameters: [ParameterValue]
  /// The files that the analysis read.
  public var inputs: [Input]
  /// What the run was made with.
  public var environment: Environment
  /// What became of each cell.
  public var cells: [Cell]
  /// The numbers that the cells recorded.
  public var metrics: [Metric]
  /// What the compiler said.
  public var diagnostics: [Diagnostic]
  /// ISO 8601, UTC; nil where runs hold no times.
  public var startedAt: String?
  /// All of it, compiling included; nil where runs hold no times.
  public var seconds: Double?

  /// What is said of a run that did not come to a good end, in a sentence; nil of one that did.
  public var failure: String? {
    if status == .ok { return nil }
    if let cell = cells.first(where: { [.failed, .crashed, .timedOut].contains($0.status) && $0.problem != nil }),
      let problem = cell.problem
    {
      let name = CellName(label: cell.label, title: cell.title, line: cell.startLine, isText: false)
      return "\(name.startingSentence): \(problem.message)"
    }
    return diagnostics.first { $0.severity == .error }?.message ?? "The run ended as \(status.rawValue)."
  }
}
