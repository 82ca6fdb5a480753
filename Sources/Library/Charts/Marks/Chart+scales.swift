extension Chart {
  // MARK: Places

  /// The numbers at the ends of the x axis; what lies outside is clipped, with a warning.
  public func chartXScale(domain: ClosedRange<Double>, type: ScaleType? = nil) -> Chart {
    with { $0.x.set(domain, type) }
  }
  /// A domain of the x axis that comes from the data, with or without zero, perhaps reversed.
  public func chartXScale(domain: ScaleDomain, type: ScaleType? = nil) -> Chart {
    with { $0.x.set(domain, type) }
  }
  /// How numbers become lengths along the x axis.
  public func chartXScale(type: ScaleType) -> Chart { with { $0.x.type = type } }
  /// The names to show, in order; others are left out.
  public func chartXScale(domain: [String]) -> Chart { with { $0.x.names = VisibleNames.visible(domain) } }
  /// The numbers at the ends of the y axis; what lies outside is clipped, with a warning.
  public func chartYScale(domain: ClosedRange<Double>, type: ScaleType? = nil) -> Chart {
    with { $0.y.set(domain, type) }
  }
  /// A domain of the y axis that comes from the data, with or without zero, perhaps reversed.
  public func chartYScale(domain: ScaleDomain, type: ScaleType? = nil) -> Chart {
    with { $0.y.set(domain, type) }
  }
  /// How numbers become lengths along the y axis.
  public func chartYScale(type: ScaleType) -> Chart { with { $0.y.type = type } }
  /// The names to show, from top to bottom; others are left out.
  public func chartYScale(domain: [String]) -> Chart { with { $0.y.names = VisibleNames.visible(domain) } }

  // MARK: Colours

  /// Paints for names, in the order of their appearance.
  public func chartForegroundStyleScale(range: [Paint]) -> Chart { with { $0.color.paints = range } }
  /// Names in legend order, with their paints.
  public func chartForegroundStyleScale(domain: [String], range: [Paint]? = nil) -> Chart {
    with {
      $0.color.names = VisibleNames.visible(domain)
      $0.color.paints = range ?? $0.color.paints
    }
  }
  /// Names in legend order, each with its paint.
  public func chartForegroundStyleScale(_ mapping: KeyValuePairs<String, Paint>) -> Chart {
    with { settings in
      let names = VisibleNames.visible(mapping.map(\.key))
      settings.color.names = names
      for (name, paint) in zip(names, mapping.map(\.value)) { settings.color.mapping[name] = paint }
    }
  }
  /// Paints by name, such as ``Palette/paints(for:)``; names without one get colours that the others leave.
  public func chartForegroundStyleScale(paints: [String: Paint]) -> Chart {
    with { $0.color.mapping.merge(paints) { _, new in new } }
  }
  /// A ramp for numbers, or for names in an order, such as decades.
  /// - Parameters:
  ///   - domain: The ends of the ramp; nil for those of the data.
  ///   - center: The value at the middle of a diverging ramp, zero if not given. Without a domain both sides reach
  ///     equally far; with one, each side has its half of the ramp.
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
  /// One colour of a ramp for each class of numbers: quantiles, even steps, or borders of your own.
  public func chartForegroundStyleScale(_ ramp: ColorRamp, classes: ColorClasses.Rule) -> Chart {
    with {
      $0.color.ramp = ramp
      $0.color.classes = classes
    }
  }

  // MARK: Shapes, dashes and areas

  /// Shapes of dots for names, in the order of their appearance or of `domain`.
  public func chartSymbolScale(domain: [String]? = nil, range: [BasicChartSymbolShape]) -> Chart {
    with {
      $0.symbolNames = domain.map(VisibleNames.visible)
      $0.symbols = range
    }
  }
  /// Line styles for names, in the order of their appearance or of `domain`; widths are those of the lines.
  public func chartLineStyleScale(domain: [String]? = nil, range: [StrokeStyle]) -> Chart {
    with {
      $0.lineStyleNames = domain.map(VisibleNames.visible)
      $0.dashes = range.map(\.dash)
    }
  }
  /// The areas of dots in square points, for the smallest and the largest number.
  public func chartSymbolSizeScale(range: ClosedRange<Double>) -> Chart { with { $0.symbolSizes = range } }
}
