public import Pages
public import Runs

/// An analysis as the front page shows it: its latest run, and what its runs measured over time.
public struct FrontEntry: Sendable, Equatable {
  /// A run, as far as the front page shows it.
  public struct Run: Codable, Sendable, Equatable {
    /// The name of its folder in `runs/`; empty for the latest.
    public var folder: String
    /// How it ended.
    public var status: Runs.Run.Status
    /// ISO 8601, UTC; nil where it holds no times.
    public var startedAt: String?
    /// All of it, compiling included.
    public var seconds: Double?
    /// The numbers that it recorded, without where their rows are.
    public var metrics: [Metric]

    /// What the front page shows of a run that has been read.
    public init(_ run: RunSummary, folder: String) {
      self.folder = folder
      status = run.status
      startedAt = run.startedAt
      seconds = run.seconds
      metrics = run.metrics.map { metric in
        Metric(
          name: metric.name, value: metric.value, unit: metric.unit, better: metric.better, interval: metric.interval)
      }
    }
  }

  /// A page beside the report, such as the comparison of two runs.
  public struct Page: Sendable, Equatable {
    /// The path from the front page.
    public var path: String
    /// What the link to it says.
    public var title: String

    /// A page with the text of its link.
    public init(path: String, title: String) {
      self.path = path
      self.title = title
    }
  }

  /// The name of the analysis, and of its folder.
  public var name: String
  /// Its title.
  public var title: String
  /// Its runs, the latest first; none where only a matrix was run.
  public var runs: [Run]
  /// A small picture of its first figure; nil where it shows none.
  public var picture: FrontPicture?
  /// Its matrix, and comparisons.
  public var pages: [Page]

  /// An analysis with what is known of it.
  public init(name: String, title: String, runs: [Run], picture: FrontPicture? = nil, pages: [Page] = []) {
    self.name = name
    self.title = title
    self.runs = runs
    self.picture = picture
    self.pages = pages
  }

  /// Metrics that are shown at once; more are folded away.
  private static let shownMetrics = 4
  /// Earlier runs that are named; there are more in the folder.
  private static let shownRuns = 60

  /// The entry as it stands in the page.
  /// - Parameter showsTimes: whether dates and times are shown; without them the same runs give the same bytes.
  public func html(showsTimes: Bool) -> HTML {
    let report = ReportPage.path(name) + "/index.html"
    let link: HTML = runs.isEmpty ? "\(title)" : "<a href=\"\(report)\">\(title)</a>"
    let side: HTML =
      picture.map { "<a class=\"picture\" href=\"\(report)\" tabindex=\"-1\" aria-hidden=\"true\">\($0.html)</a>" }
      ?? "<span class=\"picture none\" aria-hidden=\"true\"></span>"
    return """
      <article class="entry">\(side)<div>
      <h2>\(link)</h2>
      <p class="byline">\(facts(showsTimes))</p>
      \(metrics)\(links(report))\(earlier(showsTimes))</div></article>

      """
  }

  private func facts(_ showsTimes: Bool) -> HTML {
    var facts: [HTML] = ["<code>\(name)</code>"]
    if let latest = runs.first {
      let tone: HTML = latest.status == .ok ? "good" : "bad"
      facts.append("<span class=\"\(tone)\">\(latest.status.word)</span>")
      if showsTimes, let time = FrontEntry.time(of: latest) { facts.append("<span>\(time)</span>") }
    } else {
      facts.append("<span>no single run</span>")
    }
    return HTML.joined(facts, by: " ")
  }

  private static func time(of run: Run) -> String? {
    guard let started = run.startedAt else { return nil }
    return Wording.date(started) + (run.seconds.map { ", \(Wording.duration($0))" } ?? "")
  }

  private var metrics: HTML? {
    guard let latest = runs.first, !latest.metrics.isEmpty else { return nil }
    let rows = latest.metrics.map { metric -> HTML in
      let history = runs.reversed().compactMap { run in run.metrics.first { $0.name == metric.name } }
      let unit: HTML? = metric.unit.map { " <span class=\"unit\">\($0)</span>" }
      return """
        <div><dt>\(metric.name)</dt><dd>\(Wording.number(metric.value, digits: 4))\(unit)\
        \(Sparkline(history).html)</dd></div>

        """
    }
    let first = rows.prefix(Self.shownMetrics)
    let rest = Array(rows.dropFirst(Self.shownMetrics))
    let more: HTML? =
      rest.isEmpty
      ? nil
      : """
      <details><summary>\(Wording.count(rest.count, "further metric"))</summary><dl class="metrics">
      \(rest)</dl></details>

      """
    return "<dl class=\"metrics\">\n\(Array(first))</dl>\n\(more)"
  }

  private func links(_ report: String) -> HTML? {
    guard !pages.isEmpty else { return nil }
    let links = pages.map { page -> HTML in "<a href=\"\(ReportPage.path(page.path))\">\(page.title)</a>" }
    return "<p class=\"links\">\(HTML.joined(links, by: " "))</p>\n"
  }

  private func earlier(_ showsTimes: Bool) -> HTML? {
    let earlier = runs.dropFirst()
    guard !earlier.isEmpty else { return nil }
    let items = earlier.prefix(Self.shownRuns).map { run -> HTML in
      let time = showsTimes ? FrontEntry.time(of: run) : nil
      let metrics = run.metrics.prefix(2).map { "\($0.name) \(Wording.number($0.value, digits: 4))" }
      let note = ([run.status == .ok ? nil : run.status.word] + metrics).compactMap(\.self).joined(separator: ", ")
      let path = ReportPage.path("\(name)/runs/\(run.folder)/index.html")
      return "<li><a href=\"\(path)\">\(time ?? run.folder)</a>\(note.isEmpty ? "" : " \(note)")</li>\n"
    }
    let left = earlier.count - items.count
    let more: HTML? = left > 0 ? "<li>\(Wording.number(left)) more in <code>\(name)/runs</code></li>\n" : nil
    return """
      <details><summary>\(Wording.count(earlier.count, "earlier run"))</summary><ol class="runs">
      \(Array(items))\(more)</ol></details>

      """
  }
}

extension Run.Status {
  /// How it is told to readers.
  var word: String {
    switch self {
    case .ok: "done"
    case .failed: "failed"
    case .crashed: "crashed"
    case .timedOut: "out of time"
    case .interrupted: "interrupted"
    case .notCompiled: "does not compile"
    }
  }
}
