import Notebooks
import Pages
import Runs

/// The control of an explorable report: a row of radio buttons for each parameter, and the metrics of the chosen point
/// among those of all.
struct VariantControl {
  private let matrix: Matrix
  private let runs: [(place: Int, run: Run)]
  private let notebook: Notebook
  private let sheet: VariantSheet

  init(_ matrix: Matrix, _ runs: [(Int, Run)], notebook: Notebook, _ sheet: VariantSheet) {
    self.matrix = matrix
    self.runs = runs
    self.notebook = notebook
    self.sheet = sheet
  }

  /// Metrics that are shown at once; more are folded away.
  private static let shownMetrics = 4

  /// The point that is chosen at first: the script's own values where they are among the points, else the first that has
  /// run to a good end.
  private var start: Matrix.Point {
    let own = matrix.axes.map { axis in
      notebook.parameters.first { $0.name == axis.name }.map(\.defaultLiteral) ?? ""
    }
    let good = runs.filter { $0.run.status == .ok }
    let chosen = good.first { matrix.points[$0.place].values == own } ?? good.first ?? runs.first
    return matrix.points[chosen?.place ?? 0]
  }

  var html: HTML {
    let start = start
    let rows = matrix.axes.indices.map { row($0, chosen: matrix.place(of: start, on: $0)) }
    return """
      <section class="variants" aria-label="Parameters">
      \(rows)</section>
      \(metrics)
      """
  }

  private func row(_ axis: Int, chosen: Int) -> HTML {
    let parameter = notebook.parameters.first { $0.name == matrix.axes[axis].name }
    let choices = matrix.axes[axis].values.enumerated().map { value, literal -> HTML in
      let id = VariantSheet.identifier(axis: axis, value: value)
      let shown = Matrix.shown(literal)
      return """
        <label for="\(id)"><input type="radio" name="\(matrix.axes[axis].name)" id="\(id)" value="\(shown)"\
        \(value == chosen ? " checked" : nil as HTML?)>\(shown)</label>
        """
    }
    let help = parameter?.help ?? ""
    let explanation: HTML? = help.isEmpty ? nil : " <span>\(help)</span>"
    return """
      <fieldset><legend><code>\(matrix.axes[axis].name)</code>\(explanation)</legend>\(choices)\(changes(axis))</fieldset>

      """
  }

  /// What a turn of the control changes.
  private func changes(_ axis: Int) -> HTML {
    let names = sheet.cells(changedBy: axis).sorted().map { notebook.cells[$0].name.standalone }
    if names.isEmpty { return "<p>Changes nothing that is shown.</p>" }
    let shown = names.prefix(5).joined(separator: ", ")
    let rest = names.count > 5 ? " and \(Wording.number(names.count - 5)) more" : ""
    return "<p>Changes \(shown)\(rest).</p>"
  }

  private var metrics: HTML? {
    var names: [String] = []
    for metric in runs.flatMap(\.run.metrics) where !names.contains(metric.name) { names.append(metric.name) }
    let rows = names.map { name -> HTML in
      let values = runs.compactMap { place, run in run.metrics.first { $0.name == name }.map { (place, $0) } }
      var chart = MatrixChart(matrix, values)
      chart.classOfPoint = VariantSheet.name
      // Equal values stand once.
      var places: [String: [Int]] = [:]
      for (place, metric) in values { places[metric.worded, default: []].append(place) }
      let forms = places.sorted { $0.value[0] < $1.value[0] }.map { text, places -> HTML in
        "<span class=\"v \(HTML.joined(places.map(VariantSheet.name), by: " "))\">\(text)</span>"
      }
      let unit: HTML? = values.first?.1.unit.map { " <span class=\"unit\">\($0)</span>" }
      return """
        <figure class="short metric"><figcaption><b class="finding">\(name)\(unit): \(forms)</b></figcaption>
        \(chart.html)</figure>

        """
    }
    guard !rows.isEmpty else { return nil }
    return """
      <section class="moves" aria-label="How the metrics move">
      \(MatrixChart.folded(rows, shown: Self.shownMetrics))</section>

      """
  }
}
