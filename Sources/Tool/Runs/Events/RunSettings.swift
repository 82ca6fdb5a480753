import FoundationEssentials

/// What the analysis gets from the runner when it starts: a JSON file whose path is in the environment variable
/// `SONGBOOK_SETTINGS`.
public struct RunSettings: Codable, Sendable, Equatable {
  /// A cell's options as far as the running code needs them.
  public struct Cell: Codable, Sendable, Equatable {
    /// Position in the notebook, from 0.
    public var index: Int
    /// The option `label`; nil where the cell has none.
    public var label: String?
    /// The cell's title; nil where it has none.
    public var title: String?
    /// The caption of the cell's figure; nil where the cell gives none.
    public var figureCaption: String?
    /// The text that stands for the figure where it cannot be seen; nil where the cell gives none.
    public var figureAlternativeText: String?
    /// The caption of the cell's table; nil where the cell gives none.
    public var tableCaption: String?
    /// In points.
    public var figureWidth: Double?
    /// In points; nil where the cell gives none.
    public var figureHeight: Double?
    /// Of labels on paper, in points; nil where the cell gives none.
    public var figureFontSize: Double?
    /// The name of a theme; nil where the cell gives none.
    public var figureTheme: String?
    /// Pixels per inch of paper; nil where the cell gives none.
    public var figureResolution: Double?
    /// Whether texts that a spreadsheet would run are escaped in CSV; nil for no.
    public var escapesFormulas: Bool?

    /// A cell with its options; what is left out is not set.
    public init(
      index: Int, label: String? = nil, title: String? = nil, figureCaption: String? = nil,
      figureAlternativeText: String? = nil, tableCaption: String? = nil, figureWidth: Double? = nil,
      figureHeight: Double? = nil, figureFontSize: Double? = nil, figureTheme: String? = nil,
      figureResolution: Double? = nil, escapesFormulas: Bool? = nil
    ) {
      self.index = index
      self.label = label
      self.title = title
      self.figureCaption = figureCaption
      self.figureAlternativeText = figureAlternativeText
      self.tableCaption = tableCaption
      self.figureWidth = figureWidth
      self.figureHeight = figureHeight
      self.figureFontSize = figureFontSize
      self.figureTheme = figureTheme
      self.figureResolution = figureResolution
      self.escapesFormulas = escapesFormulas
    }
  }

  /// Environment variables that Songbook sets for the analysis: they are no inputs.
  public static let ownVariables: Set<String> = [
    "SONGBOOK_SETTINGS", "SONGBOOK_HOME", "SWIFT_BACKTRACE", "SWIFT_DETERMINISTIC_HASHING",
  ]

  /// The run's folder, absolute: `figures/`, `tables/`, `artifacts/` and `streams/` are made in it.
  public var directory: String
  /// All cells of the notebook, in order.
  public var cells: [Cell]
  /// A shared file, see ``StatusPage``.
  public var statusFile: String
  /// Stands before each event, so that the runner can tell what the library wrote from what others did.
  public var eventMark: String
  /// Bytes of address space, nil for no limit.
  public var memoryLimit: Int?
  /// Rows of a table that the page carries unless the table says otherwise; its CSV has all. With ``allTableRows`` each
  /// table has all of its rows, whatever it says.
  public var maximumTableRows: Int
  /// Folders whose files are no inputs: the run's own.
  public var untracedFolders: [String]
  /// Seconds since 1970 that stand for "now" in files, from SOURCE_DATE_EPOCH.
  public var sourceDate: Int?
  /// Values of parameters that are no literals of the program, as JSON by name; nil where there are none.
  public var parameters: [String: String]?
  /// Who wrote the analysis, for files that say so; nil where it does not say.
  public var author: String?

  /// Rows of a table that a page carries by default.
  public static let usualTableRows = 500
  /// No limit to the rows.
  public static let allTableRows = Int.max

  /// Settings for one run; without limits and a fixed date unless they are given.
  public init(
    directory: String, cells: [Cell], statusFile: String, eventMark: String, memoryLimit: Int? = nil,
    maximumTableRows: Int = usualTableRows, untracedFolders: [String] = [], sourceDate: Int? = nil,
    parameters: [String: String]? = nil, author: String? = nil
  ) {
    self.directory = directory
    self.cells = cells
    self.statusFile = statusFile
    self.eventMark = eventMark
    self.memoryLimit = memoryLimit
    self.maximumTableRows = maximumTableRows
    self.untracedFolders = untracedFolders
    self.sourceDate = sourceDate
    self.parameters = parameters
    self.author = author
  }

  /// A mark that no other run has.
  package static func newEventMark() -> String { String(UInt64.random(in: .min ... .max), radix: 36) + " " }

  /// Reads the file; nil when it cannot be read.
  package init?(contentsOf path: String) {
    guard let bytes = try? Files.read(path),
      let settings = try? JSONDecoder().decode(RunSettings.self, from: Data(bytes))
    else { return nil }
    self = settings
  }
}
