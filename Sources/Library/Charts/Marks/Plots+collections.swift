/// How a value is read from an element of a collection: `.value("Songs", \.songs)`.
public struct PlottableProjection<Element> {
  let value: (Element) -> PlottableValue

  /// A number with a label.
  public static func value(_ label: String, _ path: KeyPath<Element, some BinaryFloatingPoint>) -> Self {
    Self { .value(label, $0[keyPath: path]) }
  }
  /// A whole number with a label.
  public static func value(_ label: String, _ path: KeyPath<Element, some BinaryInteger>) -> Self {
    Self { .value(label, $0[keyPath: path]) }
  }
  /// A name with a label.
  public static func value(_ label: String, _ path: KeyPath<Element, some StringProtocol>) -> Self {
    Self { .value(label, $0[keyPath: path]) }
  }
  /// A number that may be missing, with a label.
  public static func value(_ label: String, _ path: KeyPath<Element, (some BinaryFloatingPoint)?>) -> Self {
    Self { .value(label, $0[keyPath: path]) }
  }

  func column(of data: some Sequence<Element>) -> PlottableColumn {
    var column: PlottableColumn?
    for element in data {
      if column == nil {
        column = PlottableColumn(startingWith: value(element))
      } else {
        column?.append(value(element))
      }
    }
    return column ?? .value("", [Double]())
  }
}

extension PointPlot {
  /// Dots for the elements of a collection.
  public init<Data: Sequence>(
    _ data: Data, x: PlottableProjection<Data.Element>, y: PlottableProjection<Data.Element>
  ) {
    self.init(x: x.column(of: data), y: y.column(of: data))
  }
}

extension BarPlot {
  /// Bars for the elements of a collection.
  public init<Data: Sequence>(
    _ data: Data, x: PlottableProjection<Data.Element>, y: PlottableProjection<Data.Element>,
    width: MarkDimension = .automatic, stacking: MarkStackingMethod = .standard
  ) {
    self.init(x: x.column(of: data), y: y.column(of: data), width: width, stacking: stacking)
  }
}

extension LinePlot {
  /// A line through the elements of a collection, or one for each series.
  public init<Data: Sequence>(
    _ data: Data, x: PlottableProjection<Data.Element>, y: PlottableProjection<Data.Element>,
    series: PlottableProjection<Data.Element>? = nil
  ) {
    self.init(x: x.column(of: data), y: y.column(of: data), series: series?.column(of: data))
  }
}

extension AreaPlot {
  /// An area over the elements of a collection, or one for each series.
  public init<Data: Sequence>(
    _ data: Data, x: PlottableProjection<Data.Element>, y: PlottableProjection<Data.Element>,
    series: PlottableProjection<Data.Element>? = nil, stacking: MarkStackingMethod = .standard
  ) {
    self.init(
      x: x.column(of: data), y: y.column(of: data), series: series?.column(of: data), stacking: stacking)
  }
}

extension RectanglePlot {
  /// Cells for the elements of a collection.
  public init<Data: Sequence>(
    _ data: Data, x: PlottableProjection<Data.Element>, y: PlottableProjection<Data.Element>
  ) {
    self.init(x: x.column(of: data), y: y.column(of: data))
  }
}

extension RulePlot {
  /// Upright rules for the elements of a collection.
  public init<Data: Sequence>(
    _ data: Data, x: PlottableProjection<Data.Element>, yStart: PlottableProjection<Data.Element>,
    yEnd: PlottableProjection<Data.Element>
  ) {
    self.init(x: x.column(of: data), yStart: yStart.column(of: data), yEnd: yEnd.column(of: data))
  }
}

extension SectorPlot {
  /// Sectors for the elements of a collection.
  public init<Data: Sequence>(
    _ data: Data, angle: PlottableProjection<Data.Element>, innerRadius: MarkDimension = .automatic,
    outerRadius: MarkDimension = .automatic, angularInset: Double? = nil
  ) {
    self.init(
      angle: angle.column(of: data), innerRadius: innerRadius, outerRadius: outerRadius, angularInset: angularInset)
  }
}
