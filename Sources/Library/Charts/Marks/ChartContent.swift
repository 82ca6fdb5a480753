/// What stands between the braces of a ``Chart``: marks, plots, recipes.
///
/// To make a new kind of chart conform to ``ChartLayer``; this protocol is for things made of other content.
public protocol ChartContent: Sendable {
  func add(to layers: inout ChartLayers)
}

/// Puts the content between braces together.
@resultBuilder
public enum ChartContentBuilder {
  /// Takes one piece of content as it is.
  public static func buildExpression<Content: ChartContent>(_ content: Content) -> Content { content }
  /// Begins with the first piece of content.
  public static func buildPartialBlock<First: ChartContent>(first: First) -> First { first }
  /// Puts the next piece of content behind those before it.
  public static func buildPartialBlock<First: ChartContent, Next: ChartContent>(
    accumulated: First, next: Next
  ) -> ContentPair<First, Next> {
    ContentPair(first: accumulated, second: next)
  }
  /// The content of an `if` without `else`; empty when its condition is false.
  public static func buildOptional<Content: ChartContent>(_ content: Content?) -> ContentList<Content> {
    ContentList(content.map { [$0] } ?? [])
  }
  /// The content of an `if` or a `switch` whose first alternative was taken.
  public static func buildEither<First: ChartContent, Second: ChartContent>(
    first: First
  ) -> ContentChoice<First, Second> { .first(first) }
  /// The content of an `if` or a `switch` whose second alternative was taken.
  public static func buildEither<First: ChartContent, Second: ChartContent>(
    second: Second
  ) -> ContentChoice<First, Second> { .second(second) }
  /// The content of all rounds of a `for` loop, in order.
  public static func buildArray<Content: ChartContent>(_ contents: [Content]) -> ContentList<Content> {
    ContentList(contents)
  }
  /// No content, for empty braces.
  public static func buildBlock() -> ContentList<PointMark> { ContentList([]) }
}

/// Content followed by other content.
public struct ContentPair<First: ChartContent, Second: ChartContent>: ChartContent {
  let first: First
  let second: Second

  /// Adds the first content, then the second.
  public func add(to layers: inout ChartLayers) {
    first.add(to: &layers)
    second.add(to: &layers)
  }
}

/// Content of one kind, in order.
public struct ContentList<Content: ChartContent>: ChartContent {
  let contents: [Content]

  /// Content of one kind, in order.
  public init(_ contents: [Content]) { self.contents = contents }

  /// Adds each piece of content, in order.
  public func add(to layers: inout ChartLayers) {
    for content in contents { content.add(to: &layers) }
  }
}

/// The content of one branch of an `if` or a `switch`.
public enum ContentChoice<First: ChartContent, Second: ChartContent>: ChartContent {
  case first(First)
  case second(Second)

  /// Adds the content of the branch that was taken.
  public func add(to layers: inout ChartLayers) {
    switch self {
    case .first(let content): content.add(to: &layers)
    case .second(let content): content.add(to: &layers)
    }
  }
}

/// The same content for each element of a collection.
public struct ForEach<Data: Sequence, Content: ChartContent>: ChartContent {
  private let layers: [any ChartLayer]

  /// The content for each element, in order.
  public init(_ data: Data, @ChartContentBuilder content: (Data.Element) throws -> Content) rethrows {
    var layers = ChartLayers()
    for element in data { try content(element).add(to: &layers) }
    self.layers = layers.finished()
  }

  /// Adds the layers made for all elements, in order.
  public func add(to layers: inout ChartLayers) {
    for layer in self.layers { layers.append(layer) }
  }
}

/// Collects content into layers: marks of one kind and look go into the columns of one layer, in order of first
/// appearance.
public struct ChartLayers: Sendable {
  private var closed: [any ChartLayer] = []
  /// Mark layers that still take rows.
  private var open: [MarkLayer] = []
  private var modifications: [MarkModification] = []

  /// Nothing yet.
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
