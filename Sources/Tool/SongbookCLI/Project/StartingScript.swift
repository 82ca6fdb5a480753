import Frames

/// A template for `songbook new`: a small analysis that runs as it is.
struct StartingScript: Sendable {
  /// The name after `--template`.
  var name: String
  /// The script under a title.
  var text: @Sendable (_ title: String) -> String

  /// A script that holds its own table.
  static let table = StartingScript(name: "table") { title in
    """
    // ---
    // title: \(title)
    // ---
    import Songbook

    // %% Parameters tags=["parameters"]
    /// Planets closer to the sun are left out; in astronomical units.
    let minimumDistance = 0.0

    // %% Table
    //| label: tbl-planets
    //| tbl-cap: Distance from the sun in astronomical units, length of a year in years of the earth.
    // A file is read with `try DataFrame(contentsOf: "data.csv")`; `songbook new NAME --data data.csv` writes
    // such a script.
    let text = \"""
      Planet,Kind,Distance,Year
      Mercury,rocky,0.39,0.24
      Venus,rocky,0.72,0.62
      Earth,rocky,1.00,1.00
      Mars,rocky,1.52,1.88
      Jupiter,giant,5.20,11.86
      Saturn,giant,9.58,29.46
      Uranus,giant,19.2,84.0
      Neptune,giant,30.1,164.8
      \"""
    let planets = try DataFrame(csvData: Array(text.utf8)).filter(on: "Distance", in: minimumDistance...)
    planets

    // %% [markdown]
    // One paragraph that says what this analysis finds. Numbers are computed: the longest year of these
    // \\(planets.rowCount) planets is \\(planets["Year", Double.self].max()) years long. The farther a planet is from
    // the sun, the longer its year (@fig-years, @tbl-planets).

    // %% Chart
    //| label: fig-years
    //| fig-cap: Length of a year by distance from the sun. Both axes are logarithmic.
    Chart.scatter(planets, x: "Distance", y: "Year", by: "Kind").chartXScale(type: .log).chartYScale(type: .log)
    """ + "\n"
  }

  /// A script that reads a file and shows a summary and charts of columns that suit them.
  /// - Parameters:
  ///   - path: the file, as the script names it.
  ///   - table: the file's contents, from which the columns are chosen.
  static func reading(_ path: String, _ table: DataFrame, title: String) -> String {
    """
    // ---
    // title: \(title)
    // ---
    import Songbook

    // %% Parameters tags=["parameters"]
    /// The file: CSV in any dialect, JSON, Parquet, Arrow or Excel.
    let file = \(literal(path))

    // %% Table
    //| label: tbl-summary
    //| tbl-cap: The columns of the file.
    let table = try DataFrame(contentsOf: file)
    table.summary()

    // %% [markdown]
    // One paragraph that says what this analysis finds. Numbers are computed: \\(table.rowCount) rows with
    // \\(table.columns.count) columns, which @tbl-summary describes.

    """ + charts(of: table).map { "\n" + $0 + "\n" }.joined()
  }

  /// At most three cells with charts: one of numbers, one of names, one of both or of two columns of numbers.
  private static func charts(of table: DataFrame) -> [String] {
    let numbers = table.columns.filter { $0.isNumeric && $0.distinctCount > 2 }.map { literal($0.name) }
    let names = table.columns.filter { $0.type == .string && (2...30).contains($0.distinctCount) }
      .map { literal($0.name) }
    var cells: [String] = []
    if let number = numbers.first {
      cells.append(
        cell("Spread", "fig-spread", "How the numbers are spread.", "Chart.histogram(table, \(number))"))
    }
    if let name = names.first {
      cells.append(
        cell("Counts", "fig-counts", "How often each name occurs.", "Chart.rankedBars(table, countsOf: \(name))"))
    }
    if numbers.count > 1 {
      let color = names.first.map { ", by: \($0)" } ?? ""
      cells.append(
        cell(
          "Relation", "fig-relation", "One number by another.",
          "Chart.scatter(table, x: \(numbers[0]), y: \(numbers[1])\(color))"))
    } else if let number = numbers.first, let name = names.first {
      cells.append(
        cell("Groups", "fig-groups", "The numbers of each group.", "Chart.boxPlot(table, \(number), by: \(name))"))
    }
    return cells
  }

  private static func cell(_ title: String, _ label: String, _ caption: String, _ code: String) -> String {
    "// %% \(title)\n//| label: \(label)\n//| fig-cap: \(caption)\n\(code)"
  }

  /// A string literal of Swift.
  private static func literal(_ text: String) -> String {
    var literal = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "\"": literal += "\\\(scalar)"
      case "\n": literal += "\\n"
      case "\r": literal += "\\r"
      case "\t": literal += "\\t"
      case _ where scalar.value < 32: literal += "\\u{\(String(scalar.value, radix: 16))}"
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return "\"\(literal)\""
  }
}
