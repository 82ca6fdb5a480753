public import Charts
public import Frames
import Runs

/// Models that learn in the page: readers choose classes, and a forest, a logistic regression and a support vector
/// machine learn to tell them apart.
///
///     Trainer(songs, features: ["Energy", "Tempo"], label: "Genre", groups: "Artist").selection("genres")
///
/// The forest is the library's own. Models are tested on rows of groups that none of them has learned from. Where no
/// script runs it is a chart of the classes.
public struct Trainer: Sendable {
  let frame: DataFrame
  let features: [String]
  let label: String
  let groups: String?
  let rowsPerClass: Int
  var nouns = (one: "row", many: "rows")
  var classNouns = (one: "class", many: "classes")
  var selectionName = "classes"
  var chosen: [String] = []
  /// The table of the page whose rows the models learn from; nil where the widget has rows of its own.
  private var table: String?

  /// - Parameters:
  ///   - frame: the rows to learn from. Those that lack a feature or their class are left out.
  ///   - features: columns of numbers.
  ///   - label: the column of the classes.
  ///   - groups: a column whose values stay on one side of the split, such as artists; nil for rows on their own.
  ///   - rowsPerClass: so many rows of a class at most, the first ones.
  public init(
    _ frame: DataFrame, features: [String], label: String, groups: String? = nil, rowsPerClass: Int = 100
  ) {
    self.frame = frame
    self.features = features
    self.label = label
    self.groups = groups
    self.rowsPerClass = rowsPerClass
    for name in features { _ = frame.numbers(name) }
    for name in [label, groups].compactMap({ $0 }) { _ = frame[name] }
  }

  /// Learns from the rows that a search table of the same page carries, so that they stand in the page once.
  ///
  /// - Parameters:
  ///   - features: columns of numbers that the table shows.
  ///   - label: the column of the classes, which the table shows or asks a model about.
  ///   - groups: a column that is searched, whose values stay on one side of the split; nil for rows on their own.
  public init(
    sharing table: SearchTable, features: [String], label: String, groups: String? = nil, rowsPerClass: Int = 100
  ) {
    precondition(features.allSatisfy(table.shown.contains), "the table shows the features")
    precondition(groups.map(table.searched.contains) ?? true, "the groups are searched")
    self.init(table.frame, features: features, label: label, groups: groups, rowsPerClass: rowsPerClass)
    self.table = table.name
  }

  /// What one row and several are called, such as `song` and `songs`.
  public func nouns(_ one: String, _ many: String) -> Trainer { changing { $0.nouns = (one, many) } }

  /// What one class and several are called, such as `genre` and `genres`.
  public func classNouns(_ one: String, _ many: String) -> Trainer { changing { $0.classNouns = (one, many) } }

  /// The name under which widgets of the page share what the reader has chosen, the classes to tell apart, and what is
  /// chosen at first where no other widget says it.
  public func selection(_ name: String, at first: [String] = []) -> Trainer {
    changing { ($0.selectionName, $0.chosen) = (name, first) }
  }

  private func changing(_ change: (inout Trainer) -> Void) -> Trainer {
    var trainer = self
    change(&trainer)
    return trainer
  }

  /// The rows that models may learn from, with the class of each.
  private var rows: (numbers: [Int], classes: CodedTexts) {
    let columns = features.map(frame.numbers)
    var counts: [String: Int] = [:]
    var (numbers, names) = ([Int](), [String]())
    for row in 0..<frame.rowCount where columns.allSatisfy({ $0[row].isFinite }) {
      guard let name = frame[label].text(at: row), counts[name, default: 0] < rowsPerClass else { continue }
      counts[name, default: 0] += 1
      numbers.append(row)
      names.append(name)
    }
    return (numbers, CodedTexts(names))
  }

  private struct Content: Encodable {
    var features: [ScaleOfColumn]
    var classNames: [String]
    var nouns: [String]
    var classNouns: [String]
    var selection: String
    var chosen: [String]
    var grouped: String
    var label: String
    var rowsPerClass: Int
    var table: String?
  }

  /// The data of the page's script.
  public var pack: WidgetPack {
    if let table { return WidgetPack(.trainer, content: content([], [], table: table), arrays: []) }
    let (rows, classes) = rows
    var arrays: [(name: String, numbers: WidgetPack.Numbers)] = []
    var scales: [ScaleOfColumn] = []
    for (number, name) in features.enumerated() {
      let column = frame.numbers(name)
      let values = rows.map { column[$0] }
      arrays += CodedNumbers.arrays(values, number: number)
      scales.append(ScaleOfColumn(name, values))
    }
    arrays.append(("classes", .fitting(classes.codes, below: classes.names.count)))
    if let groups {
      let texts = frame.texts(groups)
      let coded = CodedTexts(rows.map { texts[$0] })
      arrays.append(("groups", .fitting(coded.codes, below: coded.names.count)))
    }
    return WidgetPack(.trainer, content: content(scales, classes.names), arrays: arrays)
  }

  private func content(_ scales: [ScaleOfColumn], _ classNames: [String], table: String? = nil) -> Content {
    Content(
      features: table == nil ? scales : features.map { ScaleOfColumn($0, frame.numbers($0)) }, classNames: classNames,
      nouns: [nouns.one, nouns.many], classNouns: [classNouns.one, classNouns.many], selection: selectionName,
      chosen: chosen, grouped: groups ?? "", label: label, rowsPerClass: rowsPerClass, table: table)
  }

  /// How many rows each class has.
  public var fallbackTable: DataFrame {
    let classes = rows.classes
    var counts = [Int](repeating: 0, count: classes.names.count)
    for code in classes.codes { counts[code] += 1 }
    let order = classes.names.indices.sorted { (counts[$1], classes.names[$0]) < (counts[$0], classes.names[$1]) }
    let count = "\(nouns.many.prefix(1).uppercased())\(nouns.many.dropFirst())"
    return DataFrame(columns: [
      Column(name: label, contents: order.prefix(20).map { classes.names[$0] }).eraseToAnyColumn(),
      Column(name: count == label ? "Rows" : count, values: order.prefix(20).map { counts[$0] }).eraseToAnyColumn(),
    ])
  }

  /// What stands for it where no script runs.
  public var fallback: Chart {
    let table = fallbackTable
    return Chart.rankedBars(table, table.columnNames[0], table.columnNames[1], top: 20)
  }
}
