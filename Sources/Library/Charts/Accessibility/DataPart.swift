/// Things of one kind that a layer draws, row by row.
public struct DataPart: Sendable {
  /// What they are, such as `Bins` or `Curve`: this tells them apart where a chart draws several kinds of things.
  public var name: String
  /// Of one length.
  public var columns: [PlottableColumn]

  public init(_ name: String, _ columns: [PlottableColumn]) {
    self.name = name
    self.columns = columns
  }

  var rowCount: Int { columns.first?.count ?? 0 }
}
