/// Collects content into layers: marks of one kind and look go into the columns of one layer, in order of first appearance.
public struct ChartLayers: Sendable {
  private var closed: [any ChartLayer] = []
  /// Mark layers that still take rows.
  private var open: [MarkLayer] = []
  private var modifications: [MarkModification] = []

  public init() {}

  /// Adds a finished layer. Modifiers around it apply where it is a layer of marks.
  public mutating func append(_ layer: any ChartLayer) {
    close()
    guard var marks = layer as? MarkLayer, !modifications.isEmpty else {
      closed.append(layer)
      return
    }
    for modification in modifications.reversed() { marks.apply(modification) }
    closed.append(marks)
  }

  mutating func append(_ row: MarkRow) {
    var row = row
    // Inner modifiers win over outer ones.
    for modification in modifications.reversed() { row.apply(modification) }
    for index in open.indices where open[index].takes(row) {
      open[index].append(row)
      return
    }
    open.append(MarkLayer(startingWith: row))
  }

  mutating func withModification(_ modification: MarkModification, _ body: (inout ChartLayers) -> Void) {
    modifications.append(modification)
    body(&self)
    modifications.removeLast()
  }

  private mutating func close() {
    closed.append(contentsOf: open)
    open.removeAll()
  }

  /// All layers, in drawing order.
  public consuming func finished() -> [any ChartLayer] {
    close()
    return closed
  }
}
