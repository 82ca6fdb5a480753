/// A part of a matrix that one machine takes: of `count` equal parts the one at `index`, from 1.
public struct MatrixShard: Sendable, Equatable {
  /// Where it was given.
  public enum Origin: Sendable, Equatable {
    /// `--shard 3/20`
    case option
    /// By the scheduler: the name of the variable that it set.
    case variable(String)
  }

  /// Which part, from 1.
  public var index: Int
  /// How many parts there are; nil for as many as there are points.
  public var count: Int?
  /// Where it was given.
  public var origin: Origin

  /// A part; nil where there is none of this index.
  public init?(index: Int, of count: Int?, origin: Origin = .option) {
    guard index >= 1, count.map({ index <= $0 }) ?? true else { return nil }
    self.index = index
    self.count = count
    self.origin = origin
  }

  /// Reads `3/20`.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]) else { return nil }
    self.init(index: index, of: count)
  }

  /// The part that a scheduler gives this process: a task of a Slurm array, or the index of a Kubernetes job, which says
  /// nothing of the number of the others, so that each takes a point.
  public init?(environment: [String: String]) {
    func number(_ name: String) -> Int? { environment[name].flatMap { Int($0) } }
    if let task = number("SLURM_ARRAY_TASK_ID"), let count = number("SLURM_ARRAY_TASK_COUNT") {
      let (first, step) = (number("SLURM_ARRAY_TASK_MIN") ?? 0, max(1, number("SLURM_ARRAY_TASK_STEP") ?? 1))
      self.init(index: (task - first) / step + 1, of: count, origin: .variable("SLURM_ARRAY_TASK_ID"))
    } else if let index = number("JOB_COMPLETION_INDEX") {
      self.init(index: index + 1, of: nil, origin: .variable("JOB_COMPLETION_INDEX"))
    } else {
      return nil
    }
  }

  /// The positions of the points that the part takes, of so many: every `count`th, so that parts of a matrix whose
  /// points take longer along an axis take about as long.
  public func positions(of points: Int) -> [Int] {
    Array(stride(from: index - 1, to: points, by: count ?? max(points, 1)))
  }
}
