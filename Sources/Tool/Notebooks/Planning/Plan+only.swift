public import Runs
import Statistics

extension Plan {
  /// Only the cells with these labels and what they need.
  ///
  /// A label with a number behind it, `fig-energy-2`, stands for one of several figures of a cell.
  /// - Throws: an `unknown-label` diagnostic that names the nearest known label.
  public init(notebook: Notebook, only labels: Set<String>) throws(Diagnostic) {
    var wanted: Set<Int> = []
    for label in labels.sorted() {
      guard let index = notebook.cellIndex(showing: label) else {
        throw Diagnostic(
          code: Diagnostic.Code.unknownLabel.rawValue, severity: .error, message: "no cell has the label `\(label)`",
          path: notebook.path, line: 0, column: 0, sourceLine: "",
          hint: NearestName.hint(for: label, among: notebook.cells.compactMap(\.label), noun: "labels"))
      }
      wanted.insert(index)
    }
    self = Needs(of: notebook).plan(for: wanted)
  }
}

extension Notebook {
  /// The position of the cell that shows what has this label.
  public func cellIndex(showing label: String) -> Int? {
    cells.firstIndex { $0.label == label }
      ?? LabelForm.withoutNumber(label).flatMap { base in cells.firstIndex { $0.label == base } }
  }
}
