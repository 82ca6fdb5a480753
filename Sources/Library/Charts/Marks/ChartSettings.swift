/// A chart's settings: texts, size, scales, guides.
struct ChartSettings: Sendable, Codable {
  var title: String?
  var subtitle: String?
  var caption: String?
  var alternativeText: String?
  var width: Double?
  var height: Double?
  /// Paper around everything, in points.
  var margin = 10.0
  var x = AxisSettings()
  var y = AxisSettings()
  var color = ColorSettings()
  var symbolNames: [String]?
  var symbols: [BasicChartSymbolShape]?
  var lineStyleNames: [String]?
  var dashes: [[Double]]?
  /// Areas in square points.
  var symbolSizes: ClosedRange<Double>?
  var legendVisibility = Visibility.automatic
  var facetColumns: Int?
  /// Whether what was asked for gives way on a narrow drawing: columns of panels to their width, the height to that of
  /// the plots.
  var isForTelephone = false
  var sharesX = true
  var sharesY = true
  var aspectRatio: Double?
  /// The values of the y axis in another unit.
  var secondaryY: SecondaryAxis?
  var insets: [ChartInset] = []
}

extension Chart {
  func with(_ change: (inout ChartSettings) -> Void) -> Chart {
    var chart = self
    change(&chart.settings)
    return chart
  }

  // MARK: Texts

  /// What the chart shows, at its best as a finding; drawn inside the chart in every format.
  public func title(_ text: String) -> Chart { with { $0.title = text } }
  /// What is measured, in which unit, over which period.
  public func subtitle(_ text: String) -> Chart { with { $0.subtitle = text } }
  /// Source and notes, at the foot.
  public func caption(_ text: String) -> Chart { with { $0.caption = text } }
  /// Replaces the alternative text that is made from the data.
  public func alternativeText(_ text: String) -> Chart { with { $0.alternativeText = text } }

  // MARK: Size and panels

  /// The size of the drawing in points. Nil leaves a side to the chart: 640 wide, and as high as its categories need.
  public func frame(width: Double? = nil, height: Double? = nil) -> Chart {
    with {
      $0.width = width ?? $0.width
      $0.height = height ?? $0.height
    }
  }
  /// Width over height of each plot.
  public func aspectRatio(_ ratio: Double) -> Chart { with { $0.aspectRatio = ratio } }
  /// Panels in a row, and whether they share scales.
  public func chartFacets(columns: Int? = nil, sharesX: Bool = true, sharesY: Bool = true) -> Chart {
    with {
      $0.facetColumns = columns
      $0.sharesX = sharesX
      $0.sharesY = sharesY
    }
  }

  // MARK: Guides

  /// The axis title; empty for none.
  public func chartXAxisLabel(_ label: String) -> Chart { with { $0.x.label = label } }
  /// The axis title; empty for none.
  public func chartYAxisLabel(_ label: String) -> Chart { with { $0.y.label = label } }
  /// Whether the x axis has labels and a title.
  public func chartXAxis(_ visibility: Visibility) -> Chart { with { $0.x.visibility = visibility } }
  /// Whether the y axis has labels and a title.
  public func chartYAxis(_ visibility: Visibility) -> Chart { with { $0.y.visibility = visibility } }
  /// Where the axis has marks, and what they show.
  public func chartXAxis(_ marks: () -> AxisMarks) -> Chart { with { $0.x.set(marks()) } }
  /// Where the axis has marks, and what they show.
  public func chartYAxis(_ marks: () -> AxisMarks) -> Chart { with { $0.y.set(marks()) } }
  /// How the axis writes numbers, and where it has ticks.
  public func chartXAxis(format: NumberFormat, values: [Double]? = nil) -> Chart {
    with {
      $0.x.format = format
      $0.x.values = values.map { .at($0) } ?? $0.x.values
    }
  }
  /// How the axis writes numbers, and where it has ticks.
  public func chartYAxis(format: NumberFormat, values: [Double]? = nil) -> Chart {
    with {
      $0.y.format = format
      $0.y.values = values.map { .at($0) } ?? $0.y.values
    }
  }
  /// Whether there is a legend; by default where colours, shapes, dashes or sizes need one.
  public func chartLegend(_ visibility: Visibility) -> Chart { with { $0.legendVisibility = visibility } }
}
