import Notebooks
import Runs

extension Page {
  /// How this page came to be, for who wants to check it or to make it again.
  var about: HTML {
    var facts = HTML()
    func add(_ name: String, _ values: [HTML]) {
      guard !values.isEmpty else { return }
      facts += "<dt>\(name)</dt>\(values.map { "<dd>\($0)</dd>" as HTML })\n"
    }
    add("Analysis", ["<code>\(run.path)</code>"])
    add("Parameters", run.parameters.map(parameter))
    add("Input", run.inputs.map(input))
    add("Metrics", run.metrics.map { "\($0.name): \(metricText($0.value))\($0.unit.map { " \($0)" as HTML })" })
    add("Made with", [madeWith])
    return """
      <section class="facts" aria-labelledby="about-this-run">
      <h2 id="about-this-run">About this run</h2>
      <dl>
      \(facts)</dl>
      \(graph)\(showsTimes ? times : nil)</section>

      """
  }

  private func metricText(_ value: Double) -> String {
    Int(exactly: value).map(grouped) ?? String(value)
  }

  private func parameter(_ parameter: ParameterValue) -> HTML {
    let origin: HTML? =
      switch parameter.origin {
      case .script: nil
      case .commandLine: " (from the command line)"
      case .file: " (from a parameter file)"
      }
    let help = notebook.parameters.first { $0.name == parameter.name }?.help ?? ""
    let words: HTML? = help.isEmpty ? nil : " <span>\(help)</span>"
    return "<code>\(parameter.name) = \(parameter.value)</code>\(origin)\(words)"
  }

  private func input(_ input: Input) -> HTML {
    let rows: HTML? = input.rows.map { ", \(counted($0, "row", "rows"))" }
    return "<code>\(input.path)</code>, \(byteCount(input.bytes))\(rows), sha256 <code>\(input.sha256)</code>"
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
    let cached = fromCache == 0 ? "" : ", \(fromCache) from the cache"
    var facts = HTML()
    if let started = run.startedAt { facts += "<dt>Started</dt><dd>\(readableDate(started))</dd>\n" }
    if let seconds = run.seconds {
      let compiling: HTML? = run.compileSeconds.map { ", \(duration($0)) of it compiling" }
      facts +=
        "<dt>Took</dt><dd>\(duration(seconds))\(compiling), \(counted(cells.count, "cell", "cells"))\(cached)</dd>\n"
    }
    if let peak = cells.compactMap(\.peakMemory).max() {
      facts += "<dt>Memory</dt><dd>\(byteCount(peak)) at most</dd>\n"
    }
    facts += "<dt>Run</dt><dd><code>\(run.id)</code></dd>\n"
    let rows = cells.map { cell -> HTML in
      """
      <tr><td>\(cell.title ?? cell.label ?? "Line \(cell.startLine)")</td><td>\(statusWord(cell.status))</td>\
      <td class="number">\(cell.seconds.map(duration) ?? "")</td>\
      <td class="number">\(cell.peakMemory.map(byteCount) ?? "")</td></tr>

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
}
