import Frames
import Pages
import Runs

/// The rows of a test as a run left them.
struct RowTable {
  var frame: DataFrame
  var columns: Metric.Rows

  /// Nil where the run has no such rows, or they cannot be read: a run may come from anywhere.
  init?(_ columns: Metric.Rows, in folder: RunFolder) {
    // Of equal labels the last: that of the metric that counts.
    let outputs = folder.run.cells.flatMap(\.outputs).filter { $0.kind == .artifact && $0.label == columns.artifact }
    guard let file = outputs.last?.representations.first?.file, let bytes = try? folder.file(file),
      let csv = GzipFile.unpacked(bytes)
    else { return nil }
    // Keys such as `007` and `NA` are texts; nothing is guessed.
    var options = CSVReadingOptions(delimiter: ",", quote: "\"", headerRows: 1)
    options.textNilEncodings = []
    options.infersTypes = false
    guard let frame = try? DataFrame(csvData: csv, options: options) else { return nil }
    self.init(frame: frame, columns: columns)
  }

  /// Nil where a column is not there.
  private init?(frame: DataFrame, columns: Metric.Rows) {
    let names = [columns.key, columns.column, columns.group, columns.actual, columns.predicted, columns.slice?.column]
    guard names.allSatisfy({ $0.map(frame.containsColumn) ?? true }), frame.rowCount > 0 else { return nil }
    self.frame = frame
    self.columns = columns
  }

  /// The same rows for another metric.
  func with(_ columns: Metric.Rows) -> RowTable? { RowTable(frame: frame, columns: columns) }

  /// What rows of two runs are matched by: a song may be tested under several genres.
  var keys: [String] { [columns.key, columns.actual].compactMap(\.self) }

  /// `3,100 of 15,302 are in both`; both counts where they differ.
  static func shares(_ shared: Int, _ old: Int, _ new: Int) -> String {
    let all = old == new ? Wording.number(new) : "\(Wording.number(old)) and \(Wording.number(new))"
    return "\(shared == 0 ? "none" : Wording.number(shared)) of \(all) \(shared == 1 ? "is" : "are") in both"
  }
}
