public import FoundationEssentials
public import Runs

/// Everything a run needs from outside: tools, folders, limits, the clock.
public struct RunConfiguration: Sendable {
  /// What compiles the program.
  public var toolchain: Toolchain
  /// What the program is compiled against and run with.
  public var library: SongbookLibrary
  /// The environment of the compiler and of the analysis.
  public var environment: [String: String]
  /// The folder for what runs make on the way; ignored by git.
  public var workFolder = ".songbook"
  /// Whether what earlier runs left is used; without, everything runs.
  public var usesCache = true
  /// Seconds for each cell that has no `timeout` of its own.
  public var cellTimeout: Double?
  /// Seconds for all of a run: compiling, linking, running, and asking git.
  public var runTimeout: Double?
  /// Bytes of address space that the analysis may use.
  public var memoryLimit: Int?
  /// Rows of a table that the report shows; its CSV has all.
  public var maximumTableRows = RunSettings.usualTableRows
  /// Bytes of printed text that are shown at one place; all of a longer text stands in a file.
  public var printedLimit = 20_000
  /// The point of a matrix that the run is; nil for a run by itself.
  public var point: PointOfMatrix?
  /// Ends the run when it is asked for; the report is still made.
  public var interruption: Interruption?
  /// Seconds since 1970 from `SOURCE_DATE_EPOCH`: runs then hold no times, and the same inputs give the same bytes.
  public var sourceDate: Int?
  /// Songbook's own version.
  public var version = "1.0"
  /// The clock that a run takes its date from.
  public var now: @Sendable () -> Date = { Date() }

  /// A configuration without limits of time and memory.
  /// - Parameter environment: for the compiler and the analysis; its `SOURCE_DATE_EPOCH` becomes ``sourceDate``.
  public init(toolchain: Toolchain, library: SongbookLibrary, environment: [String: String]) {
    self.toolchain = toolchain
    self.library = library
    self.environment = environment
    sourceDate = environment["SOURCE_DATE_EPOCH"].flatMap(RunConfiguration.sourceDate)
  }

  /// The seconds that a time limit can have.
  public static let timeouts = Double.leastNonzeroMagnitude...Deadline.longest

  /// What `SOURCE_DATE_EPOCH` says, up to the year 9999; nil where it is no number of seconds.
  public static func sourceDate(_ text: String) -> Int? {
    Int(text).flatMap { (0...253_402_300_799).contains($0) ? $0 : nil }
  }

  /// The library beside the running executable or in `$SONGBOOK_LIBRARY`, and the toolchain it was built with.
  public init(environment: [String: String]) throws(RunFailure) {
    let library = try SongbookLibrary.find(environment: environment)
    let toolchain = try Toolchain.find(environment: environment, builtWith: library.compilerVersion)
    // What analyses see is not to depend on how Songbook was started.
    self.init(
      toolchain: toolchain, library: library, environment: environment.filter { $0.key != "SONGBOOK_TOOLCHAIN" })
  }
}

extension Compiler {
  init(_ configuration: RunConfiguration, deadline: Deadline? = nil) {
    self.init(
      toolchain: configuration.toolchain, library: configuration.library, environment: configuration.environment,
      interruption: configuration.interruption, deadline: deadline)
  }
}
