import Pages
public import Runs

/// A comparison of two runs as one HTML file that carries its pictures, needs no network and can be read without
/// JavaScript.
///
/// It starts with what matters (the verdict, gates, metrics), goes on with tables, figures and code that differ, and
/// folds away what is equal.
public struct ComparisonPage: Sendable {
  /// What differs.
  public var comparison: Comparison
  /// What became of each rule of the gate; none where there is no gate.
  public var outcomes: [GateOutcome]
  /// The run before; its pictures are read from its folder.
  public var old: RunFolder
  /// The run after.
  public var new: RunFolder

  /// A page about two runs that have been compared.
  public init(_ comparison: Comparison, outcomes: [GateOutcome] = [], old: RunFolder, new: RunFolder) {
    self.comparison = comparison
    self.outcomes = outcomes
    self.old = old
    self.new = new
  }

  /// The page in UTF-8.
  public var bytes: [UInt8] { html().bytes }

  /// A part of the page, left out where it would be empty.
  struct Part {
    var id: String
    var title: String
    var body: HTML
  }

  private func html() -> HTML {
    let title = "\(comparison.new.analysis): what changed"
    let live = liveFigures
    let parts = [causes, metrics, rows, tables, figures(live), code, cost].compactMap(\.self)
    let entries = parts.map { part -> HTML in "<li class=\"level-2\"><a href=\"#\(part.id)\">\(part.title)</a></li>\n" }
    let sections = parts.map { part -> HTML in
      "<section aria-labelledby=\"\(part.id)\"><h2 id=\"\(part.id)\">\(part.title)</h2>\n\(part.body)</section>\n"
    }
    let body: HTML = """
      <a class="skip" href="#text">Skip to the text</a>
      <div class="page">
      <header>
      <h1>\(title)</h1>
      <p class="standfirst">\(comparison.headline)</p>
      <p class="byline"><span>\(side(comparison.old))</span> <span>→</span> <span>\(side(comparison.new))</span></p>
      \(verdict)</header>
      <nav aria-label="Contents"><details class="contents" open><summary id="contents">Contents</summary>
      <ol>
      \(entries)</ol></details></nav>
      <main id="text">
      \(gates)\(sections)\(equal)
      </main>
      </div>

      """
    return HTMLDocument(
      title: title,
      styles: [HTMLDocument.sharedStyle] + (live.isEmpty ? [] : [live.style]) + [
        HTMLDocument.shortenedStyle(PackageResources.comparison_css)
      ],
      scripts: [.contents, .tables] + live.scripts(comparing: true) + [InlineScript(PackageResources.comparison_js)],
      body: body
    ).html()
  }

  /// Rows that are shown of a long table until the reader asks for all.
  private static let firstRows = 15

  /// A table that readers can sort, and search where it is long.
  func table(_ label: String, head: HTML, rows: [HTML]) -> HTML {
    let isLong = rows.count > Self.firstRows + 5
    let limit: HTML? = isLong ? " data-rows=\"\(Self.firstRows)\"" : nil
    return """
      <figure class="table\(isLong ? nil : " short" as HTML?)"\(limit)>\
      <div class="scroll\(isLong ? " tall" as HTML : nil)" tabindex="0" role="group" aria-label="\(label)"><table aria-label="\(label)">
      <thead><tr>\(head)</tr></thead>
      <tbody>
      \(rows)</tbody></table></div></figure>

      """
  }

  private func side(_ run: Comparison.Reference) -> HTML {
    let date: HTML? = run.startedAt.map { ", \(Wording.date($0))" }
    let commit: HTML? = run.commit.map { ", commit <code>\($0.prefix(8))</code>" }
    return "<code>\(run.id)</code>\(date)\(commit)"
  }

  /// The counts that the verdict rests on.
  private var verdict: HTML {
    var cells: [(Int, String, String)] = []
    func add(_ count: Int, _ label: String, _ tone: String = "") { if count > 0 { cells.append((count, label, tone)) } }
    add(comparison.count(of: .worse), "metrics worse", "bad")
    add(comparison.count(of: .better), "metrics better", "good")
    add(comparison.count(of: .unclear), "without a clear change")
    add(comparison.count(of: .incomparable), "metrics incomparable")
    add(comparison.count(of: .changed), "metrics moved")
    add(comparison.changedTables.count, comparison.changedTables.count == 1 ? "table differs" : "tables differ")
    add(comparison.changedFigures.count, comparison.changedFigures.count == 1 ? "figure differs" : "figures differ")
    add(comparison.parameters.count, comparison.parameters.count == 1 ? "parameter differs" : "parameters differ")
    add(comparison.inputs.count, comparison.inputs.count == 1 ? "input differs" : "inputs differ")
    let code = comparison.changedCells.count { $0.code != nil || $0.kind != .changed }
    add(code, code == 1 ? "cell's code differs" : "cells' code differs")
    guard !cells.isEmpty else { return "" }
    let items = cells.map { count, label, tone -> HTML in
      "<div><dt>\(label)</dt><dd class=\"\(tone)\">\(Wording.number(count))</dd></div>\n"
    }
    return "<dl class=\"headlines\">\n\(items)</dl>\n"
  }

  private var gates: HTML {
    guard !outcomes.isEmpty else { return "" }
    let items = outcomes.map { outcome -> HTML in
      let named = (outcome.breaches + outcome.undecided).map { one -> HTML in
        "<li><code>\(one.name)</code> \(one.summary)</li>\n"
      }
      let rule: HTML = "<code>\(outcome.rule.description)</code>"
      switch outcome.state {
      case .kept: return "<li class=\"kept\"><b>Kept</b> \(rule)</li>\n"
      case .broken: return "<li class=\"broken\"><b>Broken</b> \(rule)<ul>\n\(named)</ul></li>\n"
      case .undecided: return "<li class=\"undecided\"><b>Cannot be told</b> \(rule)<ul>\n\(named)</ul></li>\n"
      }
    }
    return
      "<section class=\"gates\" aria-labelledby=\"gates\"><h2 id=\"gates\">Gates</h2>\n<ul>\n\(items)</ul></section>\n"
  }

  /// What does not differ, in one sentence.
  private var equal: HTML {
    let counts = [
      (comparison.count(of: .same) + comparison.count(of: .tolerated), "metric"),
      (comparison.tables.count - comparison.changedTables.count, "table"),
      (comparison.figures.count - comparison.changedFigures.count, "figure"),
      (comparison.cells.count - comparison.changedCells.count, "cell"),
    ]
    let equal = counts.filter { $0.0 > 0 }.map { Wording.count($0.0, $0.1) }
    guard !equal.isEmpty else { return "" }
    return "<p class=\"equal\">The same in both: \(equal.joined(separator: ", ")).</p>\n"
  }
}
