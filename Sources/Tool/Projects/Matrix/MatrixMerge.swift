import Foundation
import Reports
public import Runs

/// Joins what shards of one matrix left in folders of their own: copied from other machines, or brought by a workflow.
public struct MatrixMerge: Sendable {
  /// The folders that are joined.
  public var sources: [MatrixFolder]
  /// Where the whole goes; it may be one of the sources.
  public var target: MatrixFolder
  /// What all of them are parts of.
  public let matrix: Matrix
  /// Whether the pages hold times.
  public var showsTimes = true

  /// - Throws: where a folder holds no matrix, or another one.
  public init(_ sources: [MatrixFolder], into target: MatrixFolder) throws(RunFailure) {
    self.sources = sources
    self.target = target
    var whole: Matrix?
    for source in sources {
      let found = try source.matrix()
      guard let first = whole else {
        whole = found
        continue
      }
      guard found.analysis == first.analysis, found.axes == first.axes, found.fixed == first.fixed else {
        throw RunFailure(
          "\(source.directory) holds other points than \(sources[0].directory)",
          hint: "Join folders of one matrix only: the same analysis, and the same --matrix and -p.")
      }
    }
    guard let whole else { throw RunFailure("There is nothing to join") }
    matrix = whole
  }

  /// What has become of the points.
  public struct Result: Sendable, Equatable {
    /// Points that came to a good end.
    public var done: [Matrix.Point] = []
    /// Points whose runs failed.
    public var failed: [Matrix.Point] = []
    /// Points that no folder holds.
    public var missing: [Matrix.Point] = []
    /// How many versions of the source the points were made from.
    public var sourceVersions = 0
  }

  /// Copies what the target lacks, and writes its page. Of two runs of a point the one that came to a good end is taken,
  /// else the later.
  public func run() throws(RunFailure) -> Result {
    try target.write(matrix)
    var result = Result()
    var versions: Set<[UInt8]> = []
    for point in matrix.points {
      let here = target.run(of: point, in: matrix)
      var best: (run: RunSummary, folder: MatrixFolder)? = here.map { ($0, target) }
      for source in sources where Files.absolute(source.directory) != Files.absolute(target.directory) {
        guard let run = source.run(of: point, in: matrix) else { continue }
        if best.map({ run.isBetter(than: $0.run) }) ?? true { best = (run, source) }
      }
      guard let best else {
        result.missing.append(point)
        continue
      }
      if best.folder.directory != target.directory {
        try target.points.adopt(best.folder.points.folder(of: point.key), as: point.key)
      }
      if best.run.status == .ok { result.done.append(point) } else { result.failed.append(point) }
      if let source = try? Files.read(Run.sourceFile, within: target.points.folder(of: point.key)) {
        versions.insert(source)
      }
    }
    result.sourceVersions = versions.count
    try target.writePage { () throws(RunFailure) in
      var page = MatrixPage(of: target, matrix)
      page.showsTimes = showsTimes
      return page.bytes
    }
    return result
  }
}

extension RunSummary {
  fileprivate func isBetter(than other: RunSummary) -> Bool {
    if (status == .ok) != (other.status == .ok) { return status == .ok }
    return id != other.id && (startedAt ?? "") > (other.startedAt ?? "")
  }
}
