/// The nine properties of a song's sound that every songs file holds.
public enum AudioFeature: String, CaseIterable, Sendable, Codable, CodingKeyRepresentable {
  case danceability = "Danceability"
  case energy = "Energy"
  case loudness = "Loudness"
  case speechiness = "Speechiness"
  case acousticness = "Acousticness"
  case instrumentalness = "Instrumentalness"
  case liveness = "Liveness"
  case valence = "Valence"
  case tempo = "Tempo"

  /// The column's name in ``Songs/frame``.
  public var name: String { rawValue }

  /// "dB", "BPM", or nothing for shares of 0 to 1.
  public var unit: String? {
    switch self {
    case .loudness: "dB"
    case .tempo: "BPM"
    default: nil
    }
  }

  /// What a slider or an axis spans: 0...1, -60...0 dB, 0...250 BPM.
  public var range: ClosedRange<Double> {
    switch self {
    case .loudness: -60...0
    case .tempo: 0...250
    default: 0...1
    }
  }

  /// What real files hold: masters louder than full scale reach +5 dB, so that only what lies beyond is out of range.
  public var plausibleRange: ClosedRange<Double> { self == .loudness ? -60...6 : range }

  /// All nine names, in the order of songs files.
  public static let names = allCases.map(\.name)
}

/// Six features computed from the nine, which help models to tell genres apart.
public enum EngineeredFeature: String, CaseIterable, Sendable, Codable {
  case energyDanceability = "Energy × Danceability"
  case loudnessEnergy = "Loudness × Energy"
  case acousticnessInstrumentalness = "Acousticness × Instrumentalness"
  case valenceDanceability = "Valence × Danceability"
  case energySquared = "Energy²"
  case relativeTempo = "Tempo / 250"

  /// The column's name in ``Songs/frame``.
  public var name: String { rawValue }

  /// All six names.
  public static let names = allCases.map(\.name)
}
