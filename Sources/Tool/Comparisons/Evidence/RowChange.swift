import Frames
import Runs
public import Statistics

/// The rows of a test in two runs: which of them went from right to wrong, and back.
public struct RowChange: Codable, Sendable, Equatable {
  /// A row that only one of the runs got right.
  public struct Row: Codable, Sendable, Equatable {
    /// What tells it apart, such as a song.
    public var key: String
    /// What it shares with other rows, such as its artist; nil where rows stand for themselves.
    public var group: String?
    /// Its true class; nil where rows have none.
    public var actual: String?
    /// What the old run predicted; nil where nothing was.
    public var old: String?
    /// What the new run predicted; nil where nothing was.
    public var new: String?
  }

  /// The rows of one class, or of one value of the column that a metric is a slice of.
  public struct Slice: Codable, Sendable, Equatable {
    /// The column.
    public var column: String
    /// Its value.
    public var value: String
    /// What became of its rows.
    public var counts: McNemarTest
  }

  /// The artifact's name without its ending: `level-1`.
  public var name: String
  /// The metrics that sum up these rows, as they are named.
  public var metrics: [String]
  /// The column of what is right or wrong.
  public var column: String
  /// Rows of both runs.
  public var shared: Int
  /// Rows of each run.
  public var count: Pair<Int>
  /// What became of the rows that both runs tested.
  public var counts: McNemarTest
  /// How likely the rows that differ would lean so far to one side if both models were equally good, each row being
  /// independent evidence.
  public var mcNemarPValue: Double
  /// By class and by other columns that metrics are slices of: where most rows changed sides first.
  public var slices: [Slice]
  /// Rows that only the old run got right, at most ``maximumRows``, those of the slices that lost most first.
  public var rightToWrong: [Row]
  /// Rows that only the new run got right, at most ``maximumRows``.
  public var wrongToRight: [Row]

  /// Rows of each list at most.
  public static let maximumRows = 200
  /// Slices at most.
  public static let maximumSlices = 200

  /// Whether both runs tested the same rows.
  public var isComparable: Bool { shared == count.old && shared == count.new }

  /// Whether no row changed sides.
  public var isSame: Bool { counts.rightToWrong == 0 && counts.wrongToRight == 0 && isComparable }
}

extension RowChange {
  /// - Parameters:
  ///   - metrics: those of the rows, of which the first whose values are all 0 or 1 says what is right.
  ///   - Returns: Nil where nothing is right or wrong.
  init?(_ pairing: RowPairing, metrics: [(name: String, old: Metric.Rows, new: Metric.Rows)]) {
    func sides(_ metric: (name: String, old: Metric.Rows, new: Metric.Rows)) -> (old: [Bool], new: [Bool])? {
      guard let one = Self.truths(pairing.old.frame[metric.old.column]),
        let other = Self.truths(pairing.new.frame[metric.new.column])
      else { return nil }
      return (one, other)
    }
    guard let metric = metrics.first(where: { sides($0) != nil }), let (before, after) = sides(metric) else {
      return nil
    }
    name =
      metric.new.artifact.hasSuffix("-rows.csv.gz")
      ? String(metric.new.artifact.dropLast("-rows.csv.gz".count)) : metric.new.artifact
    self.metrics = metrics.map(\.name)
    column = metric.new.column
    let pairs = pairing.matching.pairs
    shared = pairs.count
    count = Pair(pairing.old.frame.rowCount, pairing.new.frame.rowCount)
    counts = McNemarTest(pairs.map { (before[$0.old], after[$0.new]) })
    mcNemarPValue = counts.pValue

    let columns = ([metric.new.actual] + metrics.map(\.new.slice?.column)).compactMap(\.self)
    var seen: Set<String> = []
    slices = []
    for column in columns where seen.insert(column).inserted {
      let texts = pairing.new.frame[column].texts
      var sides: [String: [(Bool, Bool)]] = [:]
      for pair in pairs { sides[texts[pair.new] ?? "", default: []].append((before[pair.old], after[pair.new])) }
      slices += sides.map { Slice(column: column, value: $0.key, counts: McNemarTest($0.value)) }
    }
    slices = slices.filter { $0.counts.rightToWrong + $0.counts.wrongToRight > 0 }.sorted {
      ($0.counts.net, $1.counts.rightToWrong, $0.value) < ($1.counts.net, $0.counts.rightToWrong, $1.value)
    }
    let names = pairing.names
    let net = Dictionary(
      slices.filter { $0.column == metric.new.actual }.map { ($0.value, $0.counts.net) }, uniquingKeysWith: { $1 })
    func rows(_ isListed: (Bool, Bool) -> Bool, _ sign: Int) -> [Row] {
      let listed = pairs.filter { isListed(before[$0.old], after[$0.new]) }.map(names)
      return Array(
        listed.enumerated().sorted {
          let (one, other) = (net[$0.element.actual ?? ""] ?? 0, net[$1.element.actual ?? ""] ?? 0)
          return (sign * one, $0.offset) < (sign * other, $1.offset)
        }.map(\.element).prefix(Self.maximumRows))
    }
    rightToWrong = rows({ $0 && !$1 }, 1)
    wrongToRight = rows({ !$0 && $1 }, -1)
    slices = Array(slices.prefix(Self.maximumSlices))
  }

  /// Nil where a value is neither 0 nor 1.
  private static func truths(_ column: AnyColumn) -> [Bool]? {
    let (codes, texts) = column.texts.categories
    let values = texts.map { text -> Bool? in
      switch text {
      case "1", "1.0", "true": true
      case "0", "0.0", "false": false
      default: nil
      }
    }
    guard codes.allSatisfy({ $0 >= 0 && values[Int($0)] != nil }) else { return nil }
    return codes.map { values[Int($0)] ?? false }
  }
}

extension RowPairing {
  /// What people call a pair of rows.
  fileprivate var names: ((old: Int, new: Int)) -> RowChange.Row {
    func texts(_ table: RowTable, _ column: String?) -> Column<String>? { column.map { table.frame[$0].texts } }
    let keys = new.frame[new.columns.key].texts
    let groups = texts(new, new.columns.group), classes = texts(new, new.columns.actual)
    let (before, after) = (texts(old, old.columns.predicted), texts(new, new.columns.predicted))
    return { pair in
      RowChange.Row(
        key: keys[pair.new] ?? "", group: groups?[pair.new], actual: classes?[pair.new], old: before?[pair.old],
        new: after?[pair.new])
    }
  }
}

extension McNemarTest {
  /// Counts pairs of whether the old and the new model are right.
  fileprivate init(_ pairs: [(Bool, Bool)]) {
    self.init(bothRight: 0, rightToWrong: 0, wrongToRight: 0, bothWrong: 0)
    for pair in pairs {
      switch pair {
      case (true, true): bothRight += 1
      case (true, false): rightToWrong += 1
      case (false, true): wrongToRight += 1
      case (false, false): bothWrong += 1
      }
    }
  }

  /// How many rows more the new model is right on.
  public var net: Int { wrongToRight - rightToWrong }
  /// Rows of both.
  public var total: Int { bothRight + rightToWrong + wrongToRight + bothWrong }
}
