public import Learning
public import Widgets

extension Songs {
  /// A model of genres that readers ask in the page: a slider for each of the nine features.
  /// - Parameter models: forests over the nine features, or over these and the six engineered ones.
  public func predictor(_ models: [(name: String, model: CompactClassifier)]) -> Predictor {
    var predictor = Predictor(models, rows: frame, actual: "Genre", named: names).nouns("song", "songs")
    for feature in AudioFeature.allCases {
      predictor = predictor.range(feature.range, of: feature.name)
      if let unit = feature.unit { predictor = predictor.unit(unit, of: feature.name) }
    }
    for feature in EngineeredFeature.allCases where models[0].model.featureNames.contains(feature.name) {
      let (factors, divisor) = feature.product
      predictor = predictor.product(feature.name, of: factors.map(\.name), dividedBy: divisor)
    }
    return predictor.selection("genres")
  }

  /// Songs that readers find by name or artist, with what a model of the page says of each. They stand in the order of
  /// artists, which makes them smaller in the page.
  public func searchTable(asking predictor: Predictor? = nil) -> SearchTable {
    let sorted = names.isEmpty ? frame : frame.sorted(on: names.reversed().map { ($0, .ascending) })
    var table = SearchTable(sorted, search: names, showing: AudioFeature.names).nouns("song", "songs")
    for feature in AudioFeature.allCases {
      if let unit = feature.unit { table = table.unit(unit, of: feature.name) }
    }
    if let predictor { table = table.predicting(with: predictor, actual: "Genre") }
    return table
  }

  /// The columns that name a song.
  private var names: [String] { ["Name", "Artists"].filter(frame.containsColumn) }
}

extension EngineeredFeature {
  /// What the feature is the product of, and what that is divided by.
  fileprivate var product: (factors: [AudioFeature], divisor: Double) {
    switch self {
    case .energyDanceability: ([.energy, .danceability], 1)
    case .loudnessEnergy: ([.loudness, .energy], 1)
    case .acousticnessInstrumentalness: ([.acousticness, .instrumentalness], 1)
    case .valenceDanceability: ([.valence, .danceability], 1)
    case .energySquared: ([.energy, .energy], 1)
    case .relativeTempo: ([.tempo], 250)
    }
  }
}
