/// The nine audio features that every songs file has.
public enum AudioFeature: String, CaseIterable, Sendable, Codable, CodingKeyRepresentable {
  /// How suitable a song is for dancing, 0 to 1.
  case danceability = "Danceability"
  /// How intense a song sounds, 0 to 1.
  case energy = "Energy"
  /// The mean loudness in dB relative to full scale.
  case loudness = "Loudness"
  /// How much of a song is spoken, 0 to 1.
  case speechiness = "Speechiness"
  /// How likely a song is acoustic, 0 to 1.
  case acousticness = "Acousticness"
  /// How likely a song has no vocals, 0 to 1.
  case instrumentalness = "Instrumentalness"
  /// How likely a song was recorded before an subscribers, 0 to 1.
  case liveness = "Liveness"
  /// How positive a song sounds, 0 to 1.
  case valence = "Valence"
  /// Beats per minute.
  case tempo = "Tempo"

  /// The column's name in ``Songs/frame``.
  public var name: String { rawValue }

  /// "dB" or "BPM"; nil for features from 0 to 1.
  public var unit: String? {
    switch self {
    case .loudness: "dB"
    case .tempo: "BPM"
    default: nil
    }
  }

  /// The range for axes and sliders: 0...1, -60...0 dB, 0...250 BPM.
  public var range: ClosedRange<Double> {
    switch self {
    case .loudness: -60...0
    case .tempo: 0...250
    default: 0...1
    }
  }

  /// The range of values in real files. Some masters reach +5 dB, so that loudness goes up to 6 dB here.
  public var plausibleRange: ClosedRange<Double> { self == .loudness ? -60...6 : range }

  /// All nine names, in the order of songs files.
  public static let names = allCases.map(\.name)
}

/// Six features computed from the nine audio features, which help classifiers.
public enum EngineeredFeature: String, CaseIterable, Sendable, Codable {
  /// The product of energy and danceability.
  case energyDanceability = "Energy × Danceability"
  /// The product of loudness and energy.
  case loudnessEnergy = "Loudness × Energy"
  /// The product of acousticness and instrumentalness.
  case acousticnessInstrumentalness = "Acousticness × Instrumentalness"
  /// The product of valence and danceability.
  case valenceDanceability = "Valence × Danceability"
  /// The square of energy.
  case energySquared = "Energy²"
  /// Tempo divided by 250.
  case relativeTempo = "Tempo / 250"

  /// The column's name in ``Songs/frame``.
  public var name: String { rawValue }

  /// All six names.
  public static let names = allCases.map(\.name)
}
