import Notebooks
import Runs

/// Points that wait to be run. Other processes may have been given the same ones: who takes a point first runs it, and the
/// others take what is free.
struct PointQueue {
  /// What is to be done next.
  enum Next {
    /// The point is this process's.
    case run(Matrix.Point, Reservation)
    /// Another process has run it meanwhile.
    case found(Matrix.Point)
    /// So many points are run by others, and none is free.
    case taken(Int)
    /// All has been given out.
    case empty
  }

  /// The points at the beginning, with their reasons.
  let waiting: [MatrixRun.WaitingPoint]
  /// Points whose runs are as new ones would be.
  let done: [Matrix.Point]
  private let folder: MatrixFolder
  private let matrix: Matrix
  private let isStale: (Matrix.Point) -> Bool
  private var free: ArraySlice<Matrix.Point>
  /// Points that others run, with the run that was there before.
  private var taken: [(point: Matrix.Point, earlier: String?)] = []

  /// - Parameter staleness: why a point has to run; nil where it need not.
  init(
    _ points: [Matrix.Point], of matrix: Matrix, in folder: MatrixFolder, staleness: @escaping (Matrix.Point) -> String?
  ) {
    let judged = points.map { (point: $0, reason: staleness($0)) }
    waiting = judged.compactMap { found in
      found.reason.map { MatrixRun.WaitingPoint(point: found.point, reason: $0) }
    }
    done = judged.filter { $0.reason == nil }.map(\.point)
    free = waiting.map(\.point)[...]
    isStale = { staleness($0) != nil }
    self.folder = folder
    self.matrix = matrix
  }

  mutating func next() throws(RunFailure) -> Next {
    while let point = free.popFirst() {
      guard let reservation = try folder.reserve(point) else {
        taken.append((point, folder.run(of: point, in: matrix)?.id))
        continue
      }
      return isStale(point) ? .run(point, reservation) : .found(point)
    }
    for (place, entry) in taken.enumerated() {
      guard let reservation = try folder.reserve(entry.point) else { continue }
      taken.remove(at: place)
      // A run that another process has made stands, however it ended; one that was killed has left none.
      let isNew = folder.run(of: entry.point, in: matrix).map { $0.id != entry.earlier } ?? false
      return isNew || !isStale(entry.point) ? .found(entry.point) : .run(entry.point, reservation)
    }
    return taken.isEmpty ? .empty : .taken(taken.count)
  }
}
