public import Frames
import Statistics

extension PlottableColumn {
  /// A column of a frame by its name, labelled with it or with another text.
  /// - Precondition: The frame has the column.
  public init(_ frame: DataFrame, _ name: String, label: String? = nil) {
    self.init(frame[name])
    if let label { self.label = label }
  }

  /// A column with a label of its own.
  public static func value(_ label: String, _ column: AnyColumn) -> PlottableColumn {
    var plottable = PlottableColumn(column)
    plottable.label = label
    return plottable
  }

  /// What dots are coloured by: names that rows have, or numbers.
  init(groups column: AnyColumn) {
    if column.isNumeric { self.init(column) } else { self.init(names: column) }
  }

  /// The values as names, also where they are numbers: what separates groups. Text comes in the order of its first
  /// rows, numbers and dates in their own.
  init(names column: AnyColumn) {
    if case .string = column {
      self.init(column)
      return
    }
    let grouping = DataFrame(columns: [column]).grouped(by: column.name)
    let keys = grouping.keys[column.name]
    var names: [String] = []
    // The index of each key's name; outside the names for the missing key.
    let indices = (0..<keys.count).map { row -> Int in
      guard let text = keys.text(at: row) else { return -1 }
      if column.isNumeric, let number = keys.doubles?[row] {
        names.append(NumberFormat.plain(number))
      } else {
        names.append(text)
      }
      return names.count - 1
    }
    self = .value(column.name, codes: grouping.groupOfRow.map { indices[Int($0)] }, names: names)
  }
}

/// Rows of a column of numbers by the names of another; rows without a name are in no group.
struct NamedGroups {
  struct Group {
    var name: String
    var values: [Double]
  }

  /// In the order of the names; only groups with rows, of which all values may be missing.
  var groups: [Group]
  /// Rows without a name.
  let unnamed: Int

  init(_ values: [Double], by names: PlottableColumn) {
    let groups = zip(names.names, values.grouped(by: names.numbers, count: names.names.count)).map(Group.init)
    unnamed = names.numbers.missingCount
    self.groups = groups.filter { !$0.values.isEmpty }
  }
}
