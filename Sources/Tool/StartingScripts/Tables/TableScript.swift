public import Frames

/// A script that shows what is in a table, with the chart that suits each of its columns, in code that one goes on
/// editing.
public struct TableScript {
  private let path: String
  private let title: String
  private let profile: TableProfile
  private var cells: [ScriptCell] = []
  private var labels: Set<String> = []

  /// So many columns of numbers have a histogram, and a place among the correlations.
  private static let mostHistograms = 12
  private static let mostCorrelated = 20

  /// - Parameters:
  ///   - path: the file, as the script names it.
  ///   - table: what is in the file.
  public static func text(_ path: String, _ table: DataFrame, title: String) -> String {
    var script = TableScript(path: path, title: title, profile: TableProfile(table))
    script.addEverything()
    return script.text
  }

  private init(path: String, title: String, profile: TableProfile) {
    self.path = path
    self.title = title
    self.profile = profile
  }

  private var text: String {
    """
    // ---
    // title: \(title)
    // ---
    import Songbook

    // %% Parameters tags=["parameters"]
    /// The file: CSV in any dialect, JSON, Parquet, Arrow or Excel.
    let file = \(path.swiftLiteral)


    """ + cells.map(\.text).joined(separator: "\n")
  }

  private mutating func addEverything() {
    addTable()
    guard profile.rowCount > 0 else { return }
    addMissing()
    addSpread()
    addCounts()
    addGroups()
    addRelations()
    addTime()
    addTexts()
  }

  private mutating func add(_ title: String, _ label: String, _ caption: String, _ code: String) {
    var unique = label
    var number = 2
    while !labels.insert(unique).inserted {
      unique = "\(label)-\(number)"
      number += 1
    }
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false).map(Self.broken)
    cells.append(ScriptCell(title: title, label: unique, caption: caption, code: lines.joined(separator: "\n")))
  }

  /// A long call goes on on the next line.
  private static func broken(_ line: Substring) -> String {
    guard line.count > 110, line.hasPrefix("Chart."), let start = line.firstIndex(of: "(") else { return String(line) }
    return "\(line[...start])\n  \(line[line.index(after: start)...])"
  }

  // MARK: Everything there is

  private mutating func addTable() {
    add(
      "Columns", "tbl-columns", "The columns of the file.",
      "let table = try DataFrame(contentsOf: file)\nlet columns = table.summary()\ncolumns")
    cells.append(
      .markdown(
        """
        Say here what this analysis finds. Numbers in a text are computed: there are \\(table.rowCount) rows with
        \\(table.columns.count) columns, which @tbl-columns describes.
        """))
    guard profile.rowCount > 0 else { return }
    add("Rows", "tbl-rows", "The first rows.", "table.prefix(8)")
  }

  private mutating func addMissing() {
    guard !profile.missing.isEmpty else { return }
    add(
      "Missing values", "fig-missing", "How many values each column lacks.",
      "Chart.rankedBars(columns.filter { $0[\"missing\"] > 0 }, \"column\", \"missing\")")
  }

  // MARK: One column at a time

  private mutating func addSpread() {
    let measures = profile.names(.measure)
    guard let first = measures.first else { return }
    if measures.count == 1 {
      add(
        "Spread", "fig-spread", "How \(first.inText) is spread.",
        "Chart.histogram(table, \(first.swiftLiteral), showsDensity: true)")
      return
    }
    let shown = measures.prefix(Self.mostHistograms)
    let rest =
      measures.count > shown.count ? "// The first \(shown.count) of \(measures.count) columns of numbers.\n" : ""
    add(
      "Spread", "fig-spread", "How the numbers are spread.",
      "\(rest)let measures = \(Self.list(shown))\nChart.histograms(table, columns: measures)")
  }

  private mutating func addCounts() {
    for name in profile.categories.prefix(3) {
      add(
        "Counts of \(name.inText)", label("fig-counts", name), "How often each value of \(name.inText) occurs.",
        "Chart.rankedBars(\(whole(name)), countsOf: \(name.swiftLiteral))")
    }
  }

  /// Of columns with texts the most frequent ones, or how long they are.
  private mutating func addTexts() {
    for name in profile.names(.names).prefix(2) {
      add(
        "Most frequent", label("fig-frequent", name), "The most frequent values of \(name.inText).",
        "Chart.rankedBars(\(whole(name)), countsOf: \(name.swiftLiteral), top: 15)")
    }
    for name in profile.names(.prose).prefix(1) {
      add(
        "Length of texts", label("fig-length", name), "How many characters the texts of \(name.inText) have.",
        """
        let texts = table[\(name.swiftLiteral)].texts.compactMap { $0 }
        Chart.histogram(.value("Characters", texts.map { Double($0.count) }), countLabel: "Texts")
        """)
    }
  }

  // MARK: Two columns

  private mutating func addGroups() {
    if let (measure, category) = profile.clearestGroups {
      let many = profile.rowCount >= 20 * profile.groupCount(category) && profile.groupCount(category) <= 8
      add(
        "Groups", "fig-groups", "How \(measure.inText) differs by \(category.inText).",
        "Chart.\(many ? "violin" : "boxPlot")(\(whole(measure, category)), \(measure.swiftLiteral), by: \(category.swiftLiteral))"
      )
      let means = profile.names(.measure).prefix(6).map { ",\n  .mean(\($0.swiftLiteral), as: \($0.swiftLiteral))" }
      add(
        "Means of groups", "tbl-groups", "The rows of each group, and the means of its numbers.",
        """
        \(whole(category)).grouped(by: \(category.swiftLiteral)).aggregated(
          .count(\(category.swiftLiteral), as: "rows")\(means.joined()))
        """)
    }
    let two = profile.categories.filter { profile.groupCount($0) <= 12 }.prefix(2)
    if two.count == 2, let colors = two.min(by: { profile.groupCount($0) < profile.groupCount($1) }) {
      let bars = two.first { $0 != colors } ?? two[0]
      add(
        "Two groupings", "fig-two-groupings", "How often \(bars.inText) and \(colors.inText) meet.",
        "Chart.bars(\(whole(bars, colors)), countsOf: \(bars.swiftLiteral), by: \(colors.swiftLiteral), arrangement: .stacked)"
      )
    }
  }

  private mutating func addRelations() {
    let measures = profile.names(.measure)
    if measures.count > 2 {
      let shown = measures.prefix(Self.mostCorrelated)
      let order = shown.count > 5 ? ", order: .clustered" : ""
      let columns = shown.count > Self.mostHistograms || shown.count == 1 ? Self.list(shown) : "measures"
      add(
        "Correlations", "fig-correlations", "How strongly each two columns go together.",
        "Chart.correlationMatrix(table, columns: \(columns)\(order))")
    }
    guard let (x, y) = profile.closestPair else { return }
    let color = profile.clearestGroups?.category ?? profile.categories.first
    let groups = color.map { profile.groupCount($0) <= 6 && profile.rowCount <= 5000 } == true ? color : nil
    let by = groups.map { ", by: \($0.swiftLiteral)" } ?? ""
    let kind = profile.rowCount > 5000 ? "hexbin" : "scatter"
    add(
      "Relation", "fig-relation", "\(y.inText) by \(x.inText)\(groups.map { ", for each \($0.inText)" } ?? "").",
      "Chart.\(kind)(\(whole([x, y] + (groups.map { [$0] } ?? []))), x: \(x.swiftLiteral), y: \(y.swiftLiteral)\(by))")
  }

  // MARK: Time

  private mutating func addTime() {
    let measure = profile.names(.measure).first
    if let date = profile.names(.date).first, let step = profile.step(of: date) {
      if profile.isUnique(date), let measure, profile.rowCount <= 400 {
        add(
          "Over time", "fig-time", "\(measure.inText) over time.",
          "Chart.trends(\(whole(date, measure)), x: \(date.swiftLiteral), y: \(measure.swiftLiteral))")
        return
      }
      let mean = measure.map { ", .mean(\($0.swiftLiteral), as: \($0.swiftLiteral))" } ?? ""
      let shown = measure ?? "rows"
      add(
        "Rows over time", "fig-rows-over-time", "How many rows each \(step.rawValue) has.",
        """
        let overTime = table.resampled(\(date.swiftLiteral), .\(step.rawValue), .count(\(date.swiftLiteral), as: "rows")\(mean))
        Chart.trends(overTime, x: \(date.swiftLiteral), y: "rows")
        """)
      if measure != nil {
        add(
          "Over time", "fig-time", "The mean of \(shown.inText) in each \(step.rawValue).",
          "Chart.trends(overTime, x: \(date.swiftLiteral), y: \(shown.swiftLiteral))")
      }
    } else if let year = profile.names(.year).first, let measure {
      let few = profile.categories.first { profile.groupCount($0) <= 6 }
      add(
        "Over the years", "fig-years", "How \(measure.inText) changes from year to year, with 95% intervals.",
        "Chart.trends(\(whole([year, measure] + (few.map { [$0] } ?? []))), x: \(year.swiftLiteral), y: \(measure.swiftLiteral)\(few.map { ", by: \($0.swiftLiteral)" } ?? ""))"
      )
    }
  }

  // MARK: Words

  /// The table, without the rows that lack a value of one of these columns.
  private func whole(_ names: [String]) -> String {
    let missing = names.filter(profile.missing.contains).map(\.swiftLiteral)
    return missing.isEmpty ? "table" : "table.droppingMissing(in: \(missing.joined(separator: ", ")))"
  }

  private func whole(_ names: String...) -> String { whole(names) }

  private static func list(_ names: ArraySlice<String>) -> String {
    var lines = [""]
    for name in names {
      let piece = name.swiftLiteral + ", "
      if lines[lines.count - 1].count + piece.count > 100 { lines.append("") }
      lines[lines.count - 1] += piece
    }
    let inner = lines.map { $0.dropLast($0.hasSuffix(" ") ? 1 : 0) }
    return lines.count == 1
      ? "[\(inner[0].dropLast())]" : "[\n" + inner.map { "  \($0)\n" }.joined() + "]"
  }

  /// `fig-counts-bill-length` of a column's name; without it where it has no letters of ASCII.
  private func label(_ kind: String, _ name: String) -> String {
    let words = name.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    return ([kind] + words.map(String.init)).joined(separator: "-")
  }
}
