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
