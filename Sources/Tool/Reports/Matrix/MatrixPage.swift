import Pages
public import Runs

/// The page that compares the points of a matrix: their metrics as charts over what varies and as a table, with links to
/// the report of each. It needs no network and can be read without JavaScript.
public struct MatrixPage: Sendable {
  /// The points.
  public var matrix: Matrix
  /// The runs of those that have run, by key.
  public var runs: [String: RunSummary]
  /// Other pages about the points, by their names in the folder.
  public var pages: [String] = []
  /// Whether times are shown.
  public var showsTimes = true

  /// A page about runs that have been read.
  public init(_ matrix: Matrix, runs: [String: RunSummary]) {
    self.matrix = matrix
    self.runs = runs
  }

  /// A page about what a folder holds now.
  public init(of folder: MatrixFolder, _ matrix: Matrix) {
    let found = matrix.points.map { ($0.key, folder.run(of: $0, in: matrix)) }
    self.init(matrix, runs: Dictionary(found, uniquingKeysWith: { first, _ in first }).compactMapValues { $0 })
    let explorable = MatrixFolder.explorableName
    if Files.isRegularFile("\(folder.directory)/\(explorable)") { pages = [explorable] }
  }

  /// The points that have not run.
  public var missing: [Matrix.Point] { matrix.points.filter { runs[$0.key] == nil } }

  private var failed: [Matrix.Point] { matrix.points.filter { runs[$0.key].map { $0.status != .ok } ?? false } }

  /// The page in UTF-8.
  public var bytes: [UInt8] { html().bytes }

  private func html() -> HTML {
    let title = "\(matrix.title): \(Wording.count(matrix.points.count, "run"))"
    let varied = matrix.axes.map { axis -> HTML in
      let values = axis.values.map(Matrix.shown)
      let shown = values.count > 12 ? values.prefix(5) + ["…"] + values.suffix(2) : values[...]
      return "<code>\(axis.name)</code> \(shown.joined(separator: ", "))"
    }
    let links = pages.map { page -> HTML in "<span><a href=\"\(ReportPage.path(page))\">\(page)</a></span>" }
    let body: HTML = """
      <a class="skip" href="#text">Skip to the text</a>
      <div class="page matrix">
      <header>
      <h1>\(title)</h1>
      <p class="standfirst">\(HTML.joined(varied, by: " × "))</p>
      <p class="byline"><span><code>\(matrix.path)</code></span>\(links)</p>
      \(headlines)\(best)</header>
      <main id="text">
      \(failures)\(charts)\(table)\(unfinished)\(facts)</main>
      </div>

      """
    return HTMLDocument(
      title: title, generator: "Songbook, matrix",
      styles: [HTMLDocument.sharedStyle, HTMLDocument.shortenedStyle(PackageResources.matrix_css)], scripts: [.tables],
      body: body
    ).html()
  }

  private var headlines: HTML {
    let counts = [
      (matrix.points.count, "points"), (matrix.points.count - missing.count - failed.count, "done"),
      (failed.count, "failed"), (missing.count, "not run"),
    ]
    let cells = counts.enumerated().filter { $0.offset == 0 || $0.element.0 > 0 }.map { _, count -> HTML in
      "<div><dt>\(count.1)</dt><dd>\(Wording.number(count.0))</dd></div>\n"
    }
    return "<dl class=\"headlines\">\n\(cells)</dl>\n"
  }

  // MARK: Metrics

  /// The metrics by name, in the order in which the points have them.
  private var metrics: [(name: String, values: [(place: Int, metric: Metric)])] {
    var places: [String: Int] = [:]
    var found: [(name: String, values: [(place: Int, metric: Metric)])] = []
    for (place, point) in matrix.points.enumerated() {
      for metric in runs[point.key]?.metrics ?? [] {
        let known = places[metric.name]
        if let known {
          found[known].values.append((place, metric))
        } else {
          places[metric.name] = found.count
          found.append((metric.name, [(place, metric)]))
        }
      }
    }
    return found
  }

  /// Charts that are shown at once; those of further metrics are folded away.
  private static let shownCharts = 6

  /// Where each metric that has a good direction is best.
  private var best: HTML? {
    let items = metrics.prefix(Self.shownCharts).compactMap { name, values -> HTML? in
      let numbers = values.filter { $0.metric.value.isFinite }
      guard numbers.count > 1, let direction = numbers.first?.metric.better, direction != .none else { return nil }
      let sorted = numbers.sorted { one, other in
        direction == .higher ? one.metric.value > other.metric.value : one.metric.value < other.metric.value
      }
      guard let first = sorted.first, let last = sorted.last, first.metric.value != last.metric.value else {
        return nil
      }
      let point = matrix.points[first.place]
      return """
        <li><b>\(name)</b> is best at <a href="\(Self.address(point))">\(matrix.name(of: point))</a>: \(first.metric.worded); \
        it is \(Wording.number(last.metric.value, digits: 4)) at worst.</li>

        """
    }
    guard !items.isEmpty else { return nil }
    return """
      <section class="findings" aria-labelledby="best"><h2 id="best">The best points</h2>
      <ul>
      \(items)</ul></section>

      """
  }

  private var charts: HTML? {
    let drawn = metrics.compactMap { name, values -> HTML? in
      MatrixChart(matrix, values).html.map { chart in
        let unit: HTML? = values.first?.metric.unit.map { " <span class=\"unit\">\($0)</span>" }
        return
          "<figure class=\"short\"><figcaption><b class=\"finding\">\(name)\(unit)</b></figcaption>\n\(chart)</figure>\n"
      }
    }
    guard !drawn.isEmpty else { return nil }
    return """
      <section aria-labelledby="metrics"><h2 id="metrics">Metrics over what varies</h2>
      <p>A dot is a run, the line through it its interval, where the analysis gives one; the long line goes through the means.</p>
      \(MatrixChart.folded(drawn, shown: Self.shownCharts))</section>

      """
  }

  /// Rows that are shown of a long table until the reader asks for all.
  private static let firstRows = 30

  private var table: HTML {
    let metrics = metrics
    let values = metrics.map {
      Dictionary($0.values.map { ($0.place, $0.metric) }, uniquingKeysWith: { first, _ in first })
    }
    let areNumbers = matrix.axes.map { axis in axis.values.allSatisfy { Double($0) != nil } }
    let rows = matrix.points.enumerated().map { place, point -> HTML in
      let own = zip(point.values, areNumbers).map { value, isNumber -> HTML in
        "<td\(isNumber ? " class=\"number\"" : nil as HTML?)>\(Matrix.shown(value))</td>"
      }
      let cells = values.map { cell($0[place]) }
      let times: HTML? =
        showsTimes
        ? "<td class=\"number\"\(sortKey(runs[point.key]?.seconds))>\(runs[point.key]?.seconds.map(Wording.duration) ?? "")</td>"
        : nil
      return "<tr><th scope=\"row\">\(link(point, place))</th>\(own)\(status(point))\(cells)\(times)</tr>\n"
    }
    let head = zip(matrix.axes, areNumbers).map { axis, isNumber -> HTML in
      "<th scope=\"col\"\(isNumber ? " class=\"number\"" : nil as HTML?)>\(axis.name)</th>"
    }
    let names = metrics.map { metric -> HTML in
      let unit: HTML? = metric.values.first?.metric.unit.map { " <span class=\"unit\">\($0)</span>" }
      return "<th scope=\"col\" class=\"number\">\(metric.name)\(unit)</th>"
    }
    let isLong = rows.count > Self.firstRows + 5
    let limit: HTML? = isLong ? " data-rows=\"\(Self.firstRows)\"" : nil
    let time: HTML? = showsTimes ? "<th scope=\"col\" class=\"number\">Took</th>" : nil
    return """
      <section aria-labelledby="points"><h2 id="points">Points</h2>
      <figure class="table\(isLong ? nil : " short" as HTML?)"\(limit)>\
      <div class="scroll\(isLong ? " tall" as HTML : nil)" tabindex="0" role="group" aria-label="Points"><table aria-label="Points">
      <thead><tr><th scope="col">Run</th>\(head)<th scope="col">Status</th>\(names)\(time)</tr></thead>
      <tbody>
      \(rows)</tbody></table></div></figure></section>

      """
  }

  private static func address(_ point: Matrix.Point) -> String { ReportPage.path("points/\(point.key)/index.html") }

  private func link(_ point: Matrix.Point, _ place: Int) -> HTML {
    let name = "Run \(Wording.number(place + 1))"
    return runs[point.key] == nil ? HTML(text: name) : "<a href=\"\(Self.address(point))\">\(name)</a>"
  }

  private func status(_ point: Matrix.Point) -> HTML {
    guard let run = runs[point.key] else { return "<td class=\"quiet\">not run</td>" }
    return run.status == .ok ? "<td>done</td>" : "<td class=\"bad\">\(run.status.word)</td>"
  }

  private func cell(_ metric: Metric?) -> HTML {
    guard let metric else { return "<td class=\"number missing\"><span class=\"unseen\">missing</span></td>" }
    let bounds: HTML? = metric.interval.map {
      """
       <span class="unit">\(Wording.number($0.lower, digits: 3)) to \(Wording.number($0.upper, digits: 3))</span>
      """
    }
    return "<td class=\"number\"\(sortKey(metric.value))>\(Wording.number(metric.value, digits: 4))\(bounds)</td>"
  }

  private func sortKey(_ value: Double?) -> HTML? {
    value.flatMap { $0.isFinite ? " data-sort=\"\(String($0))\"" : nil }
  }

  // MARK: What is not there

  /// Points that are named before the rest is counted.
  private static let namedPoints = 40

  private var failures: HTML? {
    let failed = failed
    guard !failed.isEmpty else { return nil }
    let items = failed.prefix(Self.namedPoints).map { point -> HTML in
      "<li><a href=\"\(Self.address(point))\">\(matrix.name(of: point))</a>: \(runs[point.key]?.failure ?? "")</li>\n"
    }
    let left = failed.count - items.count
    let more: HTML? = left > 0 ? "<p>And \(Wording.number(left)) more, which the table names.</p>\n" : nil
    return """
      <section class="banner" aria-labelledby="failed"><p id="failed"><b>\(Wording.count(failed.count, "point")) failed</b></p>
      <ul>
      \(Array(items))</ul>\(more)</section>

      """
  }

  private var unfinished: HTML? {
    let missing = missing
    guard !missing.isEmpty else { return nil }
    let named = missing.prefix(Self.namedPoints).map { matrix.name(of: $0) }.joined(separator: "; ")
    let left = missing.count - min(missing.count, Self.namedPoints)
    let more = left > 0 ? ", and \(Wording.number(left)) more" : ""
    return "<p class=\"remark\">Not run: \(named)\(more).</p>\n"
  }

  private var facts: HTML {
    var rows: [HTML] = ["<dt>Analysis</dt><dd><code>\(matrix.path)</code></dd>\n"]
    let fixed = matrix.fixed.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    if !fixed.isEmpty {
      rows.append("<dt>The same</dt>\(fixed.map { "<dd><code>\($0)</code></dd>" as HTML })\n")
    }
    let versions = Set(runs.values.map { "Songbook \($0.environment.songbook), \($0.environment.compiler)" }).sorted()
    if !versions.isEmpty { rows.append("<dt>Made with</dt>\(versions.map { "<dd>\($0)</dd>" as HTML })\n") }
    let commits = Set(runs.values.compactMap { $0.environment.commit?.prefix(12) }).sorted()
    if !commits.isEmpty { rows.append("<dt>Commits</dt><dd>\(commits.joined(separator: ", "))</dd>\n") }
    return """
      <section class="facts" aria-labelledby="about-these-runs"><h2 id="about-these-runs">About these runs</h2>
      <dl>
      \(rows)</dl></section>

      """
  }
}
