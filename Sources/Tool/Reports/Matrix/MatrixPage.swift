import Pages
public import Runs

/// The page that compares the points of a matrix: their metrics as charts over what varies and as a table, with links to
/// the report of each. It needs no network and can be read without JavaScript.
public struct MatrixPage: Sendable {
  /// The points.
  public var matrix: Matrix
  /// The runs of those that have run, by key.
  public var runs: [String: RunSummary]

  /// A page about runs that have been read.
  public init(_ matrix: Matrix, runs: [String: RunSummary]) {
    self.matrix = matrix
    self.runs = runs
  }

  /// A page about what a folder holds now.
  public init(of folder: MatrixFolder, _ matrix: Matrix) {
    let found = matrix.points.map { ($0.key, folder.run(of: $0, in: matrix)) }
    self.init(matrix, runs: Dictionary(found, uniquingKeysWith: { first, _ in first }).compactMapValues { $0 })
  }

  /// The page in UTF-8.
  public var bytes: [UInt8] { html().bytes }

  private func html() -> HTML {
    let title = "\(matrix.title): \(Wording.count(matrix.points.count, "run"))"
    let body: HTML = """
      <a class="skip" href="#text">Skip to the text</a>
      <div class="page">
      <header>
      <h1>\(title)</h1>
      </header>
      <main id="text">
      \(table)</main>
      </div>

      """
    return HTMLDocument(
      title: title, styles: [HTMLDocument.sharedStyle], scripts: [.tables], body: body
    ).html()
  }

  /// The names of all metrics, in the order of the first run that has them.
  private var metricNames: [String] {
    var names: [String] = []
    for point in matrix.points {
      for metric in runs[point.key]?.metrics ?? [] where !names.contains(metric.name) { names.append(metric.name) }
    }
    return names
  }

  private var table: HTML {
    let names = metricNames
    let rows = matrix.points.map { point -> HTML in
      let run = runs[point.key]
      let values = names.map { name -> HTML in
        guard let metric = run?.metrics.first(where: { $0.name == name }) else {
          return "<td class=\"number missing\"></td>"
        }
        return "<td class=\"number\">\(Wording.number(metric.value, digits: 4))</td>"
      }
      let link: HTML =
        run == nil ? "\(point.key)" : "<a href=\"points/\(point.key)/index.html\">\(point.key)</a>"
      return "<tr><th scope=\"row\">\(link)</th>\(values)</tr>\n"
    }
    let head = names.map { name -> HTML in "<th scope=\"col\" class=\"number\">\(name)</th>" }
    return """
      <figure class="table"><div class="scroll" tabindex="0" role="group" aria-label="Points"><table aria-label="Points">
      <thead><tr><th scope="col">Point</th>\(head)</tr></thead>
      <tbody>
      \(rows)</tbody></table></div></figure>

      """
  }
}
