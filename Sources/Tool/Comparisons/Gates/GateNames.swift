import Notebooks
import Runs
import Statistics

/// What the rules and settings of a gate can name in two runs.
struct GateNames {
  private let old: RunFolder
  private let new: RunFolder
  private let metrics: [String]
  private let exhibits: [String]
  private let others: [String]

  init(_ old: RunFolder, _ new: RunFolder, _ comparison: Comparison) {
    self.old = old
    self.new = new
    metrics = comparison.metrics.map(\.name)
    exhibits = comparison.tables.map(\.name) + comparison.figures.map(\.name)
    let runs = [old.run, new.run]
    others =
      ["status"] + comparison.cells.map { "code/\($0.identifier)" } + comparison.rows.map { "rows/\($0.name)" }
      + runs.flatMap { $0.parameters.map { "parameters/\($0.name)" } + $0.inputs.map { "inputs/\($0.path)" } }
  }

  /// - Throws: the first part of the gate that names nothing: it would protect nothing, without a sign of that.
  func check(_ gate: Gate) throws(Diagnostic) {
    for rule in gate.rules { try check("the rule `\(rule)`", rule.names, among: metrics + exhibits + others) }
    for tolerance in gate.settings.tolerances {
      if metrics.contains(where: tolerance.names.matches) { continue }
      if exhibits.contains(where: tolerance.names.matches) { continue }
      try check("the tolerance for `\(tolerance.names)`", tolerance.names, among: metrics + exhibits + columns)
    }
    for (names, _) in gate.settings.directions { try check("the direction of `\(names)`", names, among: metrics) }
  }

  private func check(_ what: String, _ names: Glob, among known: [String]) throws(Diagnostic) {
    guard !known.contains(where: names.matches) else { return }
    // Of a pattern its fixed parts can be mistyped.
    let groups = known.flatMap { name in
      name.indices.filter { name[$0] == "/" }.map { "\(name[..<$0])/*" }
    }
    var all: [String] = []
    for name in known + groups where !all.contains(name) { all.append(name) }
    // `tbl-level2` is near `tbl-level2/Acuracy`, and not what was meant.
    let alike = all.filter { $0.contains("/") == names.pattern.contains("/") }
    let candidates = NearestName.of(names.pattern, among: alike) == nil ? all : alike
    throw Diagnostic(
      code: "unknown-name", severity: .error, message: "\(what) names nothing in either run", path: "gate",
      hint: NearestName.hint(for: names.pattern, among: candidates, noun: "names"))
  }

  /// `tbl-level2/Accuracy`: the columns of tables and of the data of figures. Their files are read for nothing else.
  private var columns: [String] {
    [old, new].flatMap { folder in
      folder.run.exhibits([.table, .figure]).flatMap { exhibit -> [String] in
        let frame = exhibit.output.representation(of: "text/csv").flatMap(folder.frame)
        return (frame?.columnNames ?? []).map { "\(exhibit.name)/\($0)" }
      }
    }
  }
}
