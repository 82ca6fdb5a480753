/// Charts encode with all their data, as they are before anything is laid out.
extension ChartPanel: Codable {
  private enum CodingKeys: String, CodingKey { case title, isNamedByData, layers }

  /// - Throws: `EncodingError` for a layer of a type that does not belong to the library.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(title, forKey: .title)
    if isNamedByData { try container.encode(true, forKey: .isNamedByData) }
    try container.encode(layers.map(StoredLayer.init), forKey: .layers)
  }

  /// Decodes the title, where there is one, and the layers.
  ///
  /// - Throws: `DecodingError` also for a layer of a type that does not belong to the library.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      title: try container.decodeIfPresent(String.self, forKey: .title),
      layers: try container.decode([StoredLayer].self, forKey: .layers).map(\.layer))
    isNamedByData = try container.decodeIfPresent(Bool.self, forKey: .isNamedByData) ?? false
  }
}

/// A layer under the name of its type.
private struct StoredLayer: Codable {
  var layer: any ChartLayer

  init(_ layer: any ChartLayer) { self.layer = layer }

  private static let types: [String: any (ChartLayer & Codable).Type] = {
    let types: [any (ChartLayer & Codable).Type] = [
      MarkLayer.self, WorldMapLayer.self, BoxPlotLayer.self, ClusteredCorrelationLayer.self, BarsLayer.self,
      DotPlotLayer.self, RankedBarsLayer.self, SlopeLayer.self, CorrelationMatrixLayer.self, DensityLayer.self,
      CalibrationLayer.self, ClassifierCurvesLayer.self, ConfusionMatrixLayer.self, FitLayer.self, HexbinLayer.self,
      HierarchyLayer.self, HistogramLayer.self, RadarLayer.self, RidgelineLayer.self, SparklineLayer.self,
      TrendLayer.self, ViolinLayer.self, EmpiricalDistributionLayer.self, NormalQuantileLayer.self, StripLayer.self,
      RaincloudLayer.self, DensityContourLayer.self, ParallelCoordinatesLayer.self, SankeyLayer.self,
      NetworkLayer.self, CandlestickLayer.self, CalendarLayer.self, WaterfallLayer.self, MarginalsLayer.self,
      PointMapLayer.self,
    ]
    return Dictionary(uniqueKeysWithValues: types.map { (String(describing: $0), $0) })
  }()

  private enum CodingKeys: String, CodingKey { case type, layer }

  func encode(to encoder: any Encoder) throws {
    let name = String(describing: type(of: layer))
    guard let codable = layer as? any ChartLayer & Codable, StoredLayer.types[name] != nil else {
      throw EncodingError.invalidValue(
        layer, .init(codingPath: encoder.codingPath, debugDescription: "Layers of type \(name) cannot be kept."))
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .type)
    try container.encode(codable, forKey: .layer)
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let name = try container.decode(String.self, forKey: .type)
    guard let type = StoredLayer.types[name] else {
      throw DecodingError.dataCorruptedError(
        forKey: .type, in: container, debugDescription: "There is no layer of type \(name).")
    }
    layer = try container.decode(type, forKey: .layer)
  }
}
