/// What a chart asks of its scales, guides and words.
struct ChartSettings: Sendable {
  var title: String?
  var subtitle: String?
  var caption: String?
  var alternativeText: String?
  var width: Double?
  var height: Double?
  var x = AxisSettings()
  var y = AxisSettings()
  var color = ColorSettings()
  var legendVisibility = Visibility.automatic
  var facetColumns: Int?
  var sharesX = true
  var sharesY = true
  var aspectRatio: Double?
}

/// What a chart asks of one axis.
struct AxisSettings: Sendable {
  var lower: Double?
  var upper: Double?
  var names: [String]?
  var type: ScaleType?
  /// Nil for the label of the values.
  var label: String?
  var visibility = Visibility.automatic
  var format: NumberFormat?
  var values: [Double]?
}

public enum Visibility: Hashable, Sendable {
  case automatic, visible, hidden
}

extension Chart {
  private func with(_ change: (inout ChartSettings) -> Void) -> Chart {
    var chart = self
    change(&chart.settings)
    return chart
  }

  // MARK: Words

  /// What the chart shows, at its best as a finding; drawn inside the chart in every format.
  public func title(_ text: String) -> Chart { with { $0.title = text } }
  /// What is measured, in which unit, over which period.
  public func subtitle(_ text: String) -> Chart { with { $0.subtitle = text } }
  /// Source and notes, at the foot.
  public func caption(_ text: String) -> Chart { with { $0.caption = text } }
  /// Replaces the alternative text that is made from the data.
  public func alternativeText(_ text: String) -> Chart { with { $0.alternativeText = text } }
  /// The size of the drawing in points. Nil leaves a side to the chart: 640 wide, and as high as its categories need.
  public func frame(width: Double? = nil, height: Double? = nil) -> Chart {
    with {
      $0.width = width ?? $0.width
      $0.height = height ?? $0.height
    }
  }
  /// Width over height of each plot.
  public func aspectRatio(_ ratio: Double) -> Chart { with { $0.aspectRatio = ratio } }

  // MARK: Scales

  public func chartXScale(domain: ClosedRange<Double>, type: ScaleType? = nil) -> Chart {
    with { $0.x.set(domain, type) }
  }
  public func chartXScale(type: ScaleType) -> Chart { with { $0.x.type = type } }
  /// The names to show, in order; others are left out.
  public func chartXScale(domain: [String]) -> Chart { with { $0.x.names = domain } }
  public func chartYScale(domain: ClosedRange<Double>, type: ScaleType? = nil) -> Chart {
    with { $0.y.set(domain, type) }
  }
  public func chartYScale(type: ScaleType) -> Chart { with { $0.y.type = type } }
  /// The names to show, from top to bottom; others are left out.
  public func chartYScale(domain: [String]) -> Chart { with { $0.y.names = domain } }

  /// Paints for names, in the order of their appearance.
  public func chartForegroundStyleScale(range: [Paint]) -> Chart { with { $0.color.paints = range } }
  /// Names in legend order, with their paints.
  public func chartForegroundStyleScale(domain: [String], range: [Paint]? = nil) -> Chart {
    with {
      $0.color.names = domain
      $0.color.paints = range ?? $0.color.paints
    }
  }
  public func chartForegroundStyleScale(_ mapping: KeyValuePairs<String, Paint>) -> Chart {
    with { settings in
      settings.color.names = mapping.map(\.key)
      for (name, paint) in mapping { settings.color.mapping[name] = paint }
    }
  }
  /// A ramp for numbers; a diverging one has its middle at `center`, which is zero if not given.
  public func chartForegroundStyleScale(
    _ ramp: ColorRamp, domain: ClosedRange<Double>? = nil, center: Double? = nil, type: ScaleType? = nil
  ) -> Chart {
    with {
      $0.color.ramp = ramp
      $0.color.bounds = domain ?? $0.color.bounds
      $0.color.center = center
      $0.color.type = type ?? $0.color.type
    }
  }

  // MARK: Guides

  /// The axis title; empty for none.
  public func chartXAxisLabel(_ label: String) -> Chart { with { $0.x.label = label } }
  /// The axis title; empty for none.
  public func chartYAxisLabel(_ label: String) -> Chart { with { $0.y.label = label } }
  public func chartXAxis(_ visibility: Visibility) -> Chart { with { $0.x.visibility = visibility } }
  public func chartYAxis(_ visibility: Visibility) -> Chart { with { $0.y.visibility = visibility } }
  /// How the axis writes numbers, and where it has ticks.
  public func chartXAxis(format: NumberFormat, values: [Double]? = nil) -> Chart {
    with {
      $0.x.format = format
      $0.x.values = values ?? $0.x.values
    }
  }
  public func chartYAxis(format: NumberFormat, values: [Double]? = nil) -> Chart {
    with {
      $0.y.format = format
      $0.y.values = values ?? $0.y.values
    }
  }
  public func chartLegend(_ visibility: Visibility) -> Chart { with { $0.legendVisibility = visibility } }
  /// Panels in a row, and whether they share scales.
  public func chartFacets(columns: Int? = nil, sharesX: Bool = true, sharesY: Bool = true) -> Chart {
    with {
      $0.facetColumns = columns
      $0.sharesX = sharesX
      $0.sharesY = sharesY
    }
  }
}

extension AxisSettings {
  mutating func set(_ domain: ClosedRange<Double>, _ type: ScaleType?) {
    lower = domain.lowerBound
    upper = domain.upperBound
    self.type = type ?? self.type
  }
}
