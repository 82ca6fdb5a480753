/// One mark before it goes into the columns of a layer.
struct MarkRow: Sendable {
  enum Kind: Hashable, Sendable, Codable {
    case bar, line, area, point, rule, rectangle, sector, text

    var pluralName: String {
      switch self {
      case .bar: "Bars"
      case .line: "Lines"
      case .area: "Areas"
      case .point: "Points"
      case .rule: "Rules"
      case .rectangle: "Rectangles"
      case .sector: "Sectors"
      case .text: "Texts"
      }
    }
  }

  var kind: Kind
  var channels: MarkChannels<PlottableValue>
  var annotation: String?
  var style = MarkStyle()

  init(
    kind: Kind, x: PlottableValue? = nil, xEnd: PlottableValue? = nil, y: PlottableValue? = nil,
    yEnd: PlottableValue? = nil, series: PlottableValue? = nil, annotation: String? = nil
  ) {
    self.kind = kind
    channels = MarkChannels(x: x, y: y, xEnd: xEnd, yEnd: yEnd, series: series)
    self.annotation = annotation
  }

  mutating func apply(_ outer: MarkModification) {
    style.complete(with: outer.style)
    channels.complete(with: outer.channels) { $0 }
    annotation = annotation ?? outer.annotation
  }
}

/// What a mark or a layer of marks has for each aspect of its place and look; nil where it has nothing.
///
/// The same shape holds single values, for one mark, and whole columns, for a layer.
struct MarkChannels<Value> {
  var x: Value?
  var y: Value?
  var xEnd: Value?
  var yEnd: Value?
  /// The share of a sector.
  var angle: Value?
  /// What belongs to one line or area.
  var series: Value?
  var color: Value?
  var symbol: Value?
  var symbolSize: Value?
  var lineStyle: Value?
  /// What stands side by side within a band.
  var position: Value?
  var facet: Value?

  func map<Other>(_ transform: (Value) -> Other) -> MarkChannels<Other> {
    MarkChannels<Other>(
      x: x.map(transform), y: y.map(transform), xEnd: xEnd.map(transform), yEnd: yEnd.map(transform),
      angle: angle.map(transform), series: series.map(transform), color: color.map(transform),
      symbol: symbol.map(transform), symbolSize: symbolSize.map(transform), lineStyle: lineStyle.map(transform),
      position: position.map(transform), facet: facet.map(transform))
  }

  /// Changes each value that there is, with the other's value of the same channel.
  mutating func merge<Other>(_ other: MarkChannels<Other>, _ body: (inout Value, Other) -> Void) {
    func change(_ value: inout Value?, _ other: Other?) {
      // Taken out, so that a column that grows is not copied.
      guard let other, var taken = value.take() else { return }
      body(&taken, other)
      value = taken
    }
    change(&x, other.x)
    change(&y, other.y)
    change(&xEnd, other.xEnd)
    change(&yEnd, other.yEnd)
    change(&angle, other.angle)
    change(&series, other.series)
    change(&color, other.color)
    change(&symbol, other.symbol)
    change(&symbolSize, other.symbolSize)
    change(&lineStyle, other.lineStyle)
    change(&position, other.position)
    change(&facet, other.facet)
  }

  /// Fills what modifiers set and is not set yet.
  mutating func complete<Other>(with outer: MarkChannels<Other>, _ make: (Other) -> Value) {
    color = color ?? outer.color.map(make)
    symbol = symbol ?? outer.symbol.map(make)
    symbolSize = symbolSize ?? outer.symbolSize.map(make)
    lineStyle = lineStyle ?? outer.lineStyle.map(make)
    position = position ?? outer.position.map(make)
    facet = facet ?? outer.facet.map(make)
  }

  /// One bit for each channel that has a value.
  var shape: Int {
    func bit(_ value: Value?, _ offset: Int) -> Int { value == nil ? 0 : 1 << offset }
    return bit(x, 0) | bit(y, 1) | bit(xEnd, 2) | bit(yEnd, 3) | bit(angle, 4) | bit(series, 5) | bit(color, 6)
      | bit(symbol, 7) | bit(symbolSize, 8) | bit(lineStyle, 9) | bit(position, 10) | bit(facet, 11)
  }
}

extension MarkChannels: Sendable where Value: Sendable {}
extension MarkChannels: Codable where Value: Codable {}
