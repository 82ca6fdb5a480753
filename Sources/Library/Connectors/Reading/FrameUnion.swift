import Frames

/// Frames put below each other by the names of their columns.
struct FrameUnion {
  /// The rows of all.
  let frame: DataFrame
  /// What differs between the frames, as sentences.
  private(set) var remarks: [String] = []

  /// - Parameter names: of the frames, for the remarks.
  init(_ frames: [DataFrame], names: [String] = []) {
    var columnNames: [String] = []
    var known: Set<String> = []
    for frame in frames { columnNames += frame.columnNames.filter { known.insert($0).inserted } }
    let rows = frames.reduce(0) { $0 + $1.rowCount }
    var remarks: [String] = []
    func list(_ numbers: [Int]) -> String {
      numbers.prefix(3).map { names[$0] }.joined(separator: ", ") + (numbers.count > 3 ? ", ..." : "")
    }
    let columns = columnNames.map { name -> AnyColumn in
      let parts = frames.map { frame in frame.indexOfColumn(name).map { frame.columns[$0] } }
      if !names.isEmpty {
        let absent = parts.indices.filter { parts[$0] == nil }
        if !absent.isEmpty {
          remarks.append("The column \"\(name)\" is not in \(list(absent)); its values are missing there.")
        }
      }
      // A column without a single value tells nothing of its type.
      let telling = parts.compactMap { $0 }.filter { $0.missingCount < $0.count }
      let type = telling.first?.type
      if !names.isEmpty, let type, telling.contains(where: { $0.type != type }) {
        let types = Set(telling.map(\.type)).map(\.description).sorted().joined(separator: " and ")
        remarks.append("The column \"\(name)\" holds \(types) in different files.")
      }
      let pattern = telling.first ?? parts.compactMap { $0 }[0]
      let pieces = zip(parts, frames).map { part, frame in
        if let part, part.missingCount < part.count || part.type == pattern.type { return part }
        return pattern.missingValues(count: frame.rowCount)
      }
      return FrameUnion.joined(pieces[...])
    }
    frame = DataFrame(columns: columns, rows: rows)
    self.remarks = remarks
  }

  /// Halves first, so that no row is copied more than a few times.
  private static func joined(_ pieces: ArraySlice<AnyColumn>) -> AnyColumn {
    if pieces.count == 1 { return pieces.first! }
    let middle = pieces.startIndex + pieces.count / 2
    let (above, below) = (joined(pieces[..<middle]), joined(pieces[middle...]))
    return DataFrame(columns: [above]).appending(DataFrame(columns: [below])).columns[0]
  }
}

extension AnyColumn {
  /// A column of this type without a single value.
  fileprivate func missingValues(count: Int) -> AnyColumn {
    DataFrame(columns: [self]).prefix(0).appending(DataFrame(columns: [], rows: count)).columns[0]
  }
}
