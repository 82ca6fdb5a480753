import Notebooks
import Runs

/// What a cell showed and reported when it ran, to be shown again.
struct StoredCell: Codable, Sendable {
  /// The cell's position in the notebook then: files of a cell without a label are named after it.
  var index: Int
  var label: String?
  var figureCaption: String?
  var tableCaption: String?
  var outputs: [Output]
  var warnings: [Diagnostic]
  var metrics: [Metric]
  var inputs: [InputRead]
  /// What the compiler said; lines are counted from the cell's first, which is 1.
  var diagnostics: [Diagnostic]
  /// What compiled it.
  var compiler: String

  /// Whether its files are named by hashes and lie in a run's folder.
  var isSound: Bool {
    files.allSatisfy { file, hash in Files.isWithin(file) && hash.utf8.count == 64 && hash.allSatisfy(\.isHexDigit) }
  }

  var files: [(file: String, sha256: String)] {
    outputs.flatMap(\.representations).compactMap { form in
      guard let file = form.file, let hash = form.sha256 else { return nil }
      return (file, hash)
    }
  }

  /// The outputs as this notebook's cell shows them: with its captions, and with files that no other cell has.
  /// - Parameter taken: file names of this run; those given out are added.
  func outputs(for cell: Cell, taken: inout Set<String>) -> (outputs: [Output], files: [(hash: String, name: String)]) {
    var outputs = outputs
    var files: [(hash: String, name: String)] = []
    var isFirst: [Output.Kind: Bool] = [:]
    for index in outputs.indices {
      let kind = outputs[index].kind
      let (old, new) =
        kind == .table ? (tableCaption, cell.options.tableCaption) : (figureCaption, cell.options.figureCaption)
      if kind == .figure || kind == .table, isFirst[kind] == nil {
        isFirst[kind] = false
        if outputs[index].caption == old { outputs[index].caption = new }
      }
      for form in outputs[index].representations.indices {
        guard let file = outputs[index].representations[form].file,
          let hash = outputs[index].representations[form].sha256
        else { continue }
        let name = unusedName(for: renamed(file, to: cell), taken: &taken)
        outputs[index].representations[form].file = name
        files.append((hash, name))
      }
    }
    return (outputs, files)
  }

  /// `figures/cell-5.png` becomes `figures/cell-6.png` when a cell has come before it.
  private func renamed(_ file: String, to cell: Cell) -> String {
    let old = "/cell-\(index + 1)"
    guard index != cell.index, let place = file.firstRange(of: old) else { return file }
    let rest = file[place.upperBound...]
    guard let next = rest.first, !next.isNumber else { return file }
    return file[..<place.lowerBound] + "/cell-\(cell.index + 1)" + rest
  }

  private func unusedName(for file: String, taken: inout Set<String>) -> String {
    if taken.insert(file).inserted { return file }
    let slash = file.lastIndex(of: "/") ?? file.startIndex
    let dot = file[slash...].firstIndex(of: ".") ?? file.endIndex
    var number = 2
    while true {
      let name = "\(file[..<dot])-\(number)\(file[dot...])"
      if taken.insert(name).inserted { return name }
      number += 1
    }
  }
}
