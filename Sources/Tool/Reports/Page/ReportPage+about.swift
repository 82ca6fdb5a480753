import Notebooks
import Pages
import Runs

extension ReportPage {
  /// How the page was made: what a reader needs to check it or to make it again.
  var about: HTML {
    """
    <section class="facts" aria-labelledby="about-this-run">
    <h2 id="about-this-run">About this run</h2>
    \(facts)\(metrics)\(advice)\(graph)\(showsTimes ? times : nil)</section>

    """
  }

  /// What the run was made of, and with.
  var facts: HTML {
    var facts = HTML()
    func add(_ name: String, _ values: [HTML]) {
      guard !values.isEmpty else { return }
      facts += "<dt>\(name)</dt>\(values.map { "<dd>\($0)</dd>" as HTML })\n"
    }
    add("Analysis", ["<code>\(run.path)</code>"])
    add("Parameters", run.parameters.map(parameter))
    add("Input", run.inputs.map(input))
    add("Live parts", widgetWeights)
    if run.metrics.count <= Self.shownMetrics { add("Metrics", run.metrics.map(metric)) }
    add("Made with", [madeWith])
    return "<dl>\n\(facts)</dl>\n"
  }

  /// More than these are folded away.
  private static let shownMetrics = 6

  /// A metric as readers need it; run.json has all digits.
  private func metric(_ metric: Metric) -> HTML {
    "\(metric.name): \(Wording.number(metric.value, digits: 4))\(metric.unit.map { " \($0)" as HTML })"
  }

  var metrics: HTML? {
    guard run.metrics.count > Self.shownMetrics else { return nil }
    let rows = run.metrics.map { metric -> HTML in
      """
      <tr><th scope="row">\(metric.name)</th><td class="number">\(Wording.number(metric.value, digits: 4))</td>\
      <td>\(metric.unit ?? "")</td></tr>

      """
    }
    return """
      <details><summary>\(Wording.count(run.metrics.count, "metric"))</summary>
      <div class="scroll" tabindex="0" role="group" aria-label="Metrics"><table>
      <thead><tr><th scope="col">Metric</th><th scope="col" class="number">Value</th><th scope="col">Unit</th></tr></thead>
      <tbody>
      \(rows)</tbody></table></div></details>

      """
  }

  /// What the author was told on the terminal.
  var advice: HTML? {
    let warnings = run.diagnostics.filter { $0.severity == .warning }
    let count = article.advice.count + warnings.count
    guard count > 0 else { return nil }
    let items = article.advice.map { advice -> HTML in
      let hint: HTML? = advice.warning.hint.map { " \($0)" }
      return "<li>\(advice.cell.name.standalone): \(advice.warning.message)\(hint)</li>\n"
    }
    let others = warnings.map { warning -> HTML in
      let hint: HTML? = warning.hint.map { " (\($0))" }
      return "<li><code>\(warning.location)</code> \(warning.message)\(hint)</li>\n"
    }
    return """
      <details><summary>\(Wording.count(count, "warning")) for the author</summary>
      <ul>
      \(items)\(others)</ul></details>

      """
  }

  private func parameter(_ parameter: ParameterValue) -> HTML {
    let origin: HTML? =
      switch parameter.origin {
      case .script: nil
      case .commandLine: " (from the command line)"
      case .file: " (from a parameter file)"
      }
    let help = notebook.parameters.first { $0.name == parameter.name }?.help ?? ""
    let explanation: HTML? = help.isEmpty ? nil : " <span>\(help)</span>"
    let value = parameter.value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return "<code>\(parameter.name) = \(value)</code>\(origin)\(explanation)"
  }

  private func input(_ input: Input) -> HTML {
    let rows: HTML? = input.rows.map { ", \(Wording.count($0, "row"))" }
    if let table = input.table {
      // Their seconds stand in run.json: the page of the same inputs is the same.
      let queries = table.queries.map { query -> HTML in
        "<li><code>\(query.sql)</code>\(query.isExact ? "" : ", approximate")</li>\n"
      }
      let exactness = table.queries.allSatisfy(\.isExact) ? ", all exact" : ""
      return """
        <code>\(input.path)</code>\(rows), ClickHouse \(table.version), fingerprint <code>\(table.fingerprint)</code>
        <details><summary>\(Wording.count(table.queries.count, "query", plural: "queries"))\(exactness)</summary><ol>\(queries)</ol></details>
        """
    }
    return "<code>\(input.path)</code>, \(Wording.bytes(input.bytes))\(rows), sha256 <code>\(input.sha256)</code>"
  }

  private var madeWith: HTML {
    let environment = run.environment
    var parts: [HTML] = [
      "Songbook \(environment.songbook)", HTML(text: environment.compiler), HTML(text: environment.operatingSystem),
    ]
    if let commit = environment.commit {
      let state: HTML? =
        environment.isDirty.map { $0 ? " with changes that are not committed" : ", nothing changed since" }
      parts.append("commit <code>\(String(commit.prefix(12)))</code>\(state)")
    }
    return HTML.joined(parts.filter { !$0.isEmpty }, by: ", ")
  }

  /// The only element that differs between two runs of the same analysis on the same inputs.
  private var times: HTML {
    let cells = run.cells.filter { $0.kind == .code || $0.seconds != nil }
    let fromCache = cells.count { $0.status == .cached }
    let cached = fromCache == 0 ? "" : ", \(Wording.number(fromCache)) from the cache"
    var facts = HTML()
    if let started = run.startedAt { facts += "<dt>Started</dt><dd>\(Wording.date(started))</dd>\n" }
    if let seconds = run.seconds {
      let compiling: HTML? = run.compileSeconds.map { ", \(Wording.duration($0)) of it compiling" }
      facts +=
        "<dt>Took</dt><dd>\(Wording.duration(seconds))\(compiling), \(Wording.count(cells.count, "cell"))\(cached)</dd>\n"
    }
    if let peak = cells.compactMap(\.peakMemory).max() {
      facts += "<dt>Memory</dt><dd>\(Wording.bytes(peak)) at most</dd>\n"
    }
    facts += "<dt>Run</dt><dd><code>\(run.id)</code></dd>\n"
    let rows = cells.map { cell -> HTML in
      """
      <tr><td>\(cell.name.standalone)</td><td>\(statusWord(cell.status))</td>\
      <td class="number">\(cell.seconds.map(Wording.duration) ?? "")</td>\
      <td class="number">\(cell.peakMemory.map(Wording.bytes) ?? "")</td></tr>

      """
    }
    return """
      <div id="run-times">
      <dl>
      \(facts)</dl>
      <details><summary>Time and memory, cell by cell</summary>
      <div class="scroll" tabindex="0" role="group" aria-label="Time and memory, cell by cell"><table>
      <thead><tr><th scope="col">Cell</th><th scope="col">Status</th><th scope="col" class="number">Time</th>\
      <th scope="col" class="number">Peak memory</th></tr></thead>
      <tbody>
      \(rows)</tbody></table></div></details>
      </div>

      """
  }

  private func statusWord(_ status: CellRun.Status) -> String {
    switch status {
    case .ok: "done"
    case .cached: "from the cache"
    case .failed: "failed"
    case .crashed: "crashed"
    case .timedOut: "out of time"
    case .skipped: "left out"
    case .notRun: "not run"
    }
  }

  // MARK: The graph of cells

  /// Which cell needs which, as arcs beside the list of cells: the later cell of each arc uses what the earlier one
  /// defines or changes.
  var graph: HTML {
    let edges = CellGraph(notebook).edges
    let shown = Set(edges.flatMap { [$0.cell, $0.needs] }).sorted()
    guard !edges.isEmpty else { return "" }
    let rows = Dictionary(uniqueKeysWithValues: shown.enumerated().map { ($1, $0) })
    let (step, margin, left) = (20, 14, 150)
    let height = shown.count * step + margin
    func y(_ cell: Int) -> Int { margin + (rows[cell] ?? 0) * step }
    let arcs = edges.map { edge -> HTML in
      let (from, to) = (y(edge.needs), y(edge.cell))
      let reach = min(left - 12, 10 + abs(to - from) / 3)
      return """
        <path d="M\(left) \(from)C\(left - reach) \(from) \(left - reach) \(to) \(left) \(to)"><title>\(graphName(edge.cell)) \
        needs \(edge.names.joined(separator: ", ")) of \(graphName(edge.needs))</title></path>

        """
    }
    let names = shown.map { cell -> HTML in
      "<circle cx=\"\(left)\" cy=\"\(y(cell))\" r=\"3\"/><text x=\"\(left + 10)\" y=\"\(y(cell) + 4)\">\(graphName(cell))</text>\n"
    }
    return """
      <details><summary>Which cell needs which</summary>
      <div class="scroll" tabindex="0" role="group" aria-label="Which cell needs which">\
      <svg class="graph" role="img" aria-label="\(Wording.number(edges.count)) needs among \(Wording.number(shown.count)) cells" width="560" height="\(height)" \
      viewBox="0 0 560 \(height)" font-size="13"><g fill="none" stroke="currentColor" stroke-opacity="0.45">
      \(arcs)</g><g fill="currentColor">
      \(names)</g></svg></div></details>

      """
  }

  private func graphName(_ index: Int) -> String {
    let name = notebook.cells[index].name.standalone
    return name.count > 56 ? name.prefix(55) + "…" : name
  }
}
