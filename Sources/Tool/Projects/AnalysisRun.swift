public import Execution
import Foundation
public import Notebooks
import Reports
public import Runs

/// One analysis from its file to the published report: read, run, report, publish, gate. The only place where this way
/// is written; every command that runs an analysis takes it, and watches it with observers.
public struct AnalysisRun: Sendable {
  /// The path of the analysis as the user gave it.
  public var path: String
  /// Values in place of the script's; of two for one parameter the later.
  public var parameters: [ParameterOverride]
  /// Tools, folders and limits of the run.
  public var configuration: RunConfiguration
  /// How figures are made, where that is not left to the cells.
  public var figureSize: FigureSize?
  /// Whether the page carries the files of figures, tables and artifacts, to be saved.
  public var carriesFiles = true
  /// The observers of the run; each receives every event, in this order.
  public var observers: [any AnalysisRunObserver]
  /// The analysis where it has been read already, so that many runs are of one state of it.
  var parsed: ParsedNotebook?
  /// Values that have been checked against the parameters' types, beside ``parameters``.
  var settledParameters: [ParameterValue] = []
  /// The name of the report's folder; nil for that of the analysis.
  var reportName: String?
  /// Says what a run has read, for a file beside its report.
  var accesses: (@Sendable (AnalysisResult) -> [UInt8]?)?

  /// A run of the analysis at a path; the file is not read yet.
  public init(
    path: String, parameters: [ParameterOverride] = [], configuration: RunConfiguration,
    observers: [any AnalysisRunObserver] = []
  ) {
    self.path = path
    self.parameters = parameters
    self.configuration = configuration
    self.observers = observers
  }

  /// Reads the analysis and runs it. The result's folder is the caller's to discard.
  ///
  /// - Parameter label: only the cell that shows what has this label runs, and what it needs; everything when nil.
  /// - Throws: ``UnreadableAnalysis``, ``UsageDiagnostics`` for parameters, `Diagnostic` for a label, `RunFailure` for
  ///   what this machine lacks.
  public func run(only label: String? = nil) async throws -> AnalysisResult {
    var parsed = try parsed ?? read()
    if let figureSize { parsed.notebook = parsed.notebook.with(figureSize) }
    let notebook = parsed.notebook
    if !parsed.hasErrors {
      parsed.diagnostics += readerProblems(of: notebook, environment: configuration.environment).filter {
        $0.severity == .error
      }
    }
    for observer in observers { observer.didRead(parsed) }
    let runner = Runner(configuration)
    if parsed.hasErrors {
      let values = (try? values(for: notebook)) ?? []
      return AnalysisResult(
        notebook: notebook,
        result: try runner.runRejected(notebook, because: parsed.diagnostics, parameters: values))
    }
    let values = try values(for: notebook)
    let wanted = try label.map { Set([try notebook.cellIndex(showing: $0)]) }
    for observer in observers { observer.willRun(notebook) }
    let observers = observers
    var result = try await runner.run(notebook, wanted: wanted, parameters: values) { event in
      for observer in observers { observer.didObserve(event, in: notebook) }
    }
    result.run.diagnostics += parsed.diagnostics
    let material = wanted == nil ? material(of: notebook, result.run) : nil
    if let material {
      result.run.diagnostics += readerProblems(of: notebook, material)
      result.add(inputs: material.inputs)
    }
    for observer in observers { observer.didRun(notebook, result) }
    return AnalysisResult(notebook: notebook, result: result, report: material?.report)
  }

  /// Reads the analysis, runs it, puts the report in its place, and measures the run by a gate.
  ///
  /// - Parameters:
  ///   - store: where the report goes.
  ///   - keepsPrevious: whether the report that stands there is kept among the earlier runs.
  ///   - gate: what the run is measured by; nil for nothing.
  ///   - publishesInterrupted: whether a run that was interrupted has a report, too; else it is discarded.
  /// - Throws: what ``run(only:)`` throws, `RunFailure` where the report cannot be written or the gate cannot be
  ///   checked, and `Diagnostic` where the report of another analysis stands in the place, and for a rule of the gate
  ///   that names nothing in either run.
  public func publish(
    in store: RunStore, keepsPrevious: Bool = true, gate: RunGate? = nil, publishesInterrupted: Bool = true
  ) async throws -> AnalysisResult {
    let name = reportName ?? Notebook.name(ofPath: path)
    if let owner = store.otherOwner(ofReportOf: name, at: path) {
      throw Diagnostic(
        code: Diagnostic.Code.otherReport.rawValue, severity: .error,
        message: "\(store.folder(of: name)) holds the report of another analysis, \(owner)", path: path,
        hint: "choose another folder for the report of this one with -o, or give the file another name")
    }
    var result = try await run()
    guard publishesInterrupted || result.run.status != .interrupted else {
      result.result.folder.discard()
      return result
    }
    let folder = try store.publish(
      result.result.folder, source: result.notebook.source, page: report(of: result), keepsPrevious: keepsPrevious,
      as: reportName, accesses: accesses?(result))
    result.reportFolder = folder
    if reportName == nil { writeFrontPage(of: store, result.notebook) }
    for observer in observers { observer.didPublish(result.run, in: folder) }
    guard let gate else { return result }
    do {
      let judged = try gate.judge(runIn: folder)
      // A gate that cannot be judged lets nothing through.
      result.isGateBroken = judged.breaks || judged.isUndecided
      for observer in observers { try observer.didJudge(judged) }
    } catch let failure as RunFailure {
      throw RunFailure("The gate could not be checked: \(failure)")
    }
    return result
  }

  /// The report is there though the page that leads to it could not be written.
  private func writeFrontPage(of store: RunStore, _ notebook: Notebook) {
    do throws(RunFailure) {
      let shelf = ReportShelf(
        store.directory, workFolder: configuration.workFolder, showsTimes: configuration.sourceDate == nil)
      try shelf.writeFrontPage()
    } catch {
      let warning = Diagnostic(warning: "front-page", message: error.message, hint: error.hint)
      for observer in observers { observer.didObserve(.warning(warning), in: notebook) }
    }
  }

  // MARK: Stages

  private func read() throws(UnreadableAnalysis) -> ParsedNotebook {
    try ParsedNotebook(contentsOf: path)
  }

  /// The values that a run of the notebook uses.
  private func values(for notebook: Notebook) throws(UsageDiagnostics) -> [ParameterValue] {
    guard !parameters.isEmpty else { return settledParameters }
    let (literals, diagnostics) = notebook.literals(of: parameters)
    guard diagnostics.isEmpty else { throw UsageDiagnostics(diagnostics: diagnostics) }
    let origins = Dictionary(parameters.map { ($0.name, $0.origin) }, uniquingKeysWith: { $1 })
    return notebook.parameters.compactMap { parameter in
      guard let literal = literals[parameter.name], let origin = origins[parameter.name] else { return nil }
      return ParameterValue(
        name: parameter.name, value: literal, origin: origin == .commandLine ? .commandLine : .file)
    } + settledParameters
  }

  /// The page of the report.
  private func report(of result: AnalysisResult) -> [UInt8] {
    var report = result.report ?? material(of: result.notebook, result.run).report
    report.run = result.run
    let (folder, notebook) = (result.result.folder, result.notebook)
    return report.render(
      files: { try folder.file($0) },
      images: { try notebook.picture($0) })
  }

  private func material(of notebook: Notebook, _ run: Run) -> ReportMaterial {
    ReportMaterial(
      for: notebook, run: run, environment: configuration.environment, showsTimes: configuration.sourceDate == nil,
      carriesFiles: carriesFiles)
  }
}

/// What became of an analysis.
public struct AnalysisResult: Sendable {
  /// The analysis as it was read.
  public var notebook: Notebook
  /// What running it came to.
  public var result: RunResult
  /// The folder of the report; nil where none was published.
  public var reportFolder: String?
  /// Whether the run breaks a rule of the gate.
  public var isGateBroken = false
  /// The report, where it was needed already.
  let report: HTMLReport?

  init(notebook: Notebook, result: RunResult, report: HTMLReport? = nil) {
    self.notebook = notebook
    self.result = result
    self.report = report
  }

  /// What happened in the run.
  public var run: Run { result.run }

  /// What the command exits with.
  /// - Parameter isStrict: whether warnings count as a broken gate.
  public func exitStatus(isStrict: Bool = false) -> ExitStatus {
    guard run.exitStatus == .done else { return run.exitStatus }
    return isGateBroken || (isStrict && run.hasWarnings) ? .gateFailed : .done
  }
}

extension Run {
  /// Whether there is something that readers should know of.
  var hasWarnings: Bool {
    cells.contains { !$0.warnings.isEmpty } || diagnostics.contains { $0.severity == .warning }
  }
}

/// What a reader of the report would stumble over, see ``HTMLReport/readerProblems(hasPicture:)``.
/// - Parameters:
///   - run: nil before there is one; then less is known.
///   - environment: where programs are looked for that set formulas.
public func readerProblems(
  of notebook: Notebook, run: Run? = nil, environment: [String: String]
) -> [Diagnostic] {
  let unknown = Run(
    analysis: notebook.name, path: notebook.path, id: "", status: .ok,
    environment: Environment(songbook: "", compiler: "", operatingSystem: ""))
  return readerProblems(
    of: notebook, ReportMaterial(for: notebook, run: run ?? unknown, environment: environment))
}

private func readerProblems(of notebook: Notebook, _ material: ReportMaterial) -> [Diagnostic] {
  material.problems
    + material.report.readerProblems { picture in
      PictureFile.isReadable(notebook.path(ofPicture: picture))
    }
}

extension RunResult {
  /// Files that the report is made of, beside those that the code read: they belong to the run's record, and a watched
  /// run begins again when they change.
  fileprivate mutating func add(inputs: [Input]) {
    let known = Set(run.inputs.map(\.path))
    run.inputs += inputs.filter { !known.contains($0.path) }
    fileAccesses.formUnion(inputs.map { FileAccess(use: .read, path: Files.absolute($0.path), state: $0.sha256) })
  }
}

extension Notebook {
  /// Where a picture is that a text names.
  func path(ofPicture picture: String) -> String {
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty || picture.hasPrefix("/") ? picture : folder + "/" + picture
  }

  /// The bytes of a picture that a text names.
  func picture(_ image: String) throws -> [UInt8] {
    let path = path(ofPicture: image)
    guard PictureFile.isReadable(path), let bytes = FileManager.default.contents(atPath: path) else {
      throw UnreadableFile(path: image)
    }
    return Array(bytes)
  }
}

extension ParsedNotebook {
  /// Reads an analysis from disk. What is wrong with it stands in its diagnostics.
  public init(contentsOf path: String) throws(UnreadableAnalysis) {
    guard let bytes = FileManager.default.contents(atPath: path) else { throw UnreadableAnalysis(path: path) }
    let shown = Files.relative(path)
    self = Notebook.parse(
      bytes: Array(bytes), path: shown, finder: SharedSourceFiles(folder: (shown as NSString).deletingLastPathComponent)
    )
  }
}

/// An analysis whose file cannot be read.
public struct UnreadableAnalysis: Error, Sendable, CustomStringConvertible {
  /// The path as the user gave it.
  public var path: String
  /// One sentence that names the path.
  public var description: String { "\(path) could not be read." }
}

/// What the user wrote wrongly on the command line, in the form of diagnostics.
public struct UsageDiagnostics: Error, Sendable {
  /// What is wrong on the command line.
  public var diagnostics: [Diagnostic]

  /// An error that carries these diagnostics.
  public init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
