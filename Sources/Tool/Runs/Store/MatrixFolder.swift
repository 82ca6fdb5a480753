import FoundationEssentials

/// The folder of a matrix, beside the reports of single runs: `reports/<analysis>.matrix/`.
///
/// `matrix.json` says which points there are, `points/<key>/` holds the report of each that has run, and `index.html`
/// compares them. What is there is what has been done: a matrix that was stopped goes on from it, and folders that
/// several machines filled are joined by putting their points into one.
public struct MatrixFolder: Sendable {
  /// The path of the folder.
  public var directory: String

  /// A folder at a path; nothing is read or made.
  public init(directory: String) { self.directory = directory }

  /// The folder of an analysis's matrix among the reports.
  public init(of analysis: String, in reports: String) { directory = "\(reports)/\(analysis)\(MatrixFolder.suffix)" }

  static let suffix = ".matrix"
  private static let manifestName = "matrix.json"

  /// The reports of the points.
  public var points: RunStore { RunStore(directory: directory + "/points", keptRuns: 1) }

  /// The page that compares the points.
  public var page: String { directory + "/index.html" }

  /// The name of the page with a control.
  package static let explorableName = "explorable.html"

  /// Whether a matrix has been begun here.
  public var exists: Bool { Files.isRegularFile("\(directory)/\(MatrixFolder.manifestName)") }

  /// The matrices among the reports, by the names of their analyses.
  public static func all(in reports: String) -> [MatrixFolder] {
    Files.names(in: reports).filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }
      .map { MatrixFolder(directory: "\(reports)/\($0)") }.filter(\.exists)
  }

  /// Reads which points there are.
  /// - Throws: where the manifest is none, or of a version that this one does not understand.
  public func matrix() throws(RunFailure) -> Matrix {
    let path = "\(directory)/\(MatrixFolder.manifestName)"
    let bytes = try Files.readUntrusted(path, limit: 64 << 20)
    guard let found = try? JSONDecoder().decode(Matrix.self, from: Data(bytes)), found.schema == "songbook-matrix/1",
      found.axes.reduce(1, { $0.multipliedReportingOverflow(by: $1.values.count).partialValue }) == found.points.count,
      // Keys are names of folders: they are those that the axes give, and no others.
      found
        == Matrix(
          analysis: found.analysis, title: found.title, path: found.path, axes: found.axes, fixed: found.fixed)
    else {
      throw RunFailure("\(path) is no matrix of Songbook, or of a version that this one does not understand")
    }
    return found
  }

  /// Writes which points there are.
  public func write(_ matrix: Matrix) throws(RunFailure) {
    try Files.makeOwnFolder(directory)
    try Files.makeOwnFolder(points.directory)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let json = try? encoder.encode(matrix) else { throw RunFailure("matrix.json could not be written") }
    try Files.replace("\(directory)/\(MatrixFolder.manifestName)", with: Array(json) + [0x0A])
  }

  /// The run of a point; nil where it has not run, or what stands there was made with other values.
  public func run(of point: Matrix.Point, in matrix: Matrix) -> RunSummary? {
    guard let run = try? RunSummary(in: points.folder(of: point.key)), run.analysis == matrix.analysis,
      matrix.isRun(run, of: point)
    else { return nil }
    return run
  }

  /// Takes a point, so that no other process runs it meanwhile.
  /// - Returns: nil where another process runs it.
  package func reserve(_ point: Matrix.Point) throws(RunFailure) -> Reservation? {
    try Reservation(point.key, in: directory)
  }

  /// Replaces the page that compares the points.
  /// - Parameter page: makes it; called when no other process writes it, so that the last of several sees all points.
  public func writePage(_ page: () throws(RunFailure) -> [UInt8]) throws(RunFailure) {
    let lock = try RunStore(directory: directory).locked()
    defer { withExtendedLifetime(lock) {} }
    for name in ["index.html", MatrixFolder.explorableName, MatrixFolder.manifestName] {
      Files.removeAbandoned(besides: "\(directory)/\(name)")
    }
    try Files.replace(self.page, with: try page())
  }
}
