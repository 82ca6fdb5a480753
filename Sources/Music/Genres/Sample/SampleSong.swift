import Frames
import Statistics

/// A made-up song.
struct SampleSong: Sendable {
  var id: String
  var name: String
  var artists: [String]
  /// True: the cell of artists is plain text and no list literal.
  var hasPlainArtists: Bool
  var release: String
  /// In the order of ``AudioFeature``.
  var features: [Double]

  /// - Parameters:
  ///   - genre: the genre that the song belongs to.
  ///   - number: from 0, among the genre's songs.
  init(genre: SampleGenre, number: Int, seed: UInt64) {
    let index = genre.firstSong + number
    var random = SplitMix64(seed: seed, stream: 4, index: index)
    id = Songs.madeUpIDPrefix + String(index, radix: 36)
    name = random.chance(0.001) ? "" : random.nextSongName(genre.script)
    let band = random.next(below: max(1, genre.count / 4))
    artists = [Self.artist(genre, band, seed)]
    while artists.count < 5, random.chance(artists.count == 1 ? 0.12 : 0.3) {
      artists.append(Self.artist(genre, random.next(below: genre.count) + genre.count, seed))
    }
    if random.chance(0.01) { artists = [] }
    hasPlainArtists = random.chance(0.02)
    let (year, decade) = random.nextYear(age: SampleProfile.styles[genre.style].age)
    release = random.nextRelease(year)
    features = random.nextFeatures(zip(genre.scores, SampleProfile.decades[decade]).map { $0 + $1 })
  }

  /// The same number gives the same artist.
  private static func artist(_ genre: SampleGenre, _ number: Int, _ seed: UInt64) -> String {
    var random = SplitMix64(seed: seed, stream: 5, index: genre.firstSong << 20 ^ number)
    return random.nextArtist(genre.script)
  }
}

extension SplitMix64 {
  fileprivate mutating func nextSongName(_ script: SampleWords.Script) -> String {
    if chance(0.002) { return pick(SampleWords.awkward) }
    if script != .latin, chance(0.6) {
      let words = SampleWords.words(script)
      let (one, other) = (pick(words), pick(words))
      switch script {
      case .japanese: return chance(0.5) ? one + "の" + other : one
      case .chinese: return chance(0.5) ? one + "的" + other : one
      case .thai: return one + other
      default: return chance(0.6) ? one + " " + other : one
      }
    }
    let name =
      switch next(below: 10) {
      case 0...2: pick(SampleWords.adjectives) + " " + pick(SampleWords.nouns)
      case 3: pick(SampleWords.nouns)
      case 4: "The " + pick(SampleWords.nouns)
      case 5: pick(SampleWords.verbs) + " the " + pick(SampleWords.nouns)
      case 6: pick(SampleWords.verbs) + " Me"
      case 7: pick(SampleWords.nouns) + " of the " + pick(SampleWords.adjectives) + " " + pick(SampleWords.nouns)
      case 8:
        "Don't " + pick(SampleWords.verbs) + " " + pick(["Me", "It", "My", "Your"]) + " " + pick(SampleWords.nouns)
      default: pick(SampleWords.nouns) + ", " + pick(SampleWords.nouns)
      }
    return chance(0.15) ? name + pick(SampleWords.suffixes) : name
  }

  fileprivate mutating func nextArtist(_ script: SampleWords.Script) -> String {
    if script != .latin, script != .accented, chance(0.3) {
      return pick(SampleWords.words(script)) + " " + pick(SampleWords.words(script))
    }
    switch next(below: 8) {
    case 0...3: return pick(SampleWords.firstNames) + " " + pick(SampleWords.lastNames)
    case 4: return "The " + pick(SampleWords.adjectives) + " " + pick(SampleWords.nouns) + "s"
    case 5: return pick(SampleWords.adjectives) + " " + pick(SampleWords.nouns)
    case 6: return pick(SampleWords.nouns) + " & " + pick(SampleWords.nouns)
    default: return pick(SampleWords.firstNames)
    }
  }

  mutating func nextYear(age: Int) -> (year: Int, decade: Int) {
    // A power of the uniform number by square roots alone, which every machine rounds alike.
    let root = nextUnit().squareRoot().squareRoot()
    var place = 1.0
    for _ in 0..<age { place *= root }
    let weights = SampleProfile.decadeWeights
    var left = place * Double(weights.reduce(0, +))
    var decade = 0
    while decade < weights.count - 1, left >= Double(weights[decade]) {
      left -= Double(weights[decade])
      decade += 1
    }
    let within = nextUnit()
    switch decade {
    case 0: return (1959 - Int(within * within * 39), decade)
    case weights.count - 1: return (2020 + Int(within * 5), decade)
    default: return (1950 + 10 * decade + Int(within * 10), decade)
    }
  }

  fileprivate mutating func nextRelease(_ year: Int) -> String {
    let kind = nextUnit()
    if kind < 0.26 { return "" }
    if kind < 0.2603 { return "0000" }
    if kind < 0.33 { return String(year) }
    let month = chance(0.1) ? 1 : next(below: 12) + 1
    let monthText = month < 10 ? "0\(month)" : String(month)
    if kind < 0.332 { return "\(year)-\(monthText)" }
    let day = chance(0.12) ? 1 : next(below: 28) + 1
    return "\(year)-\(monthText)-" + (day < 10 ? "0\(day)" : String(day))
  }

  mutating func nextFeatures(_ means: [Double]) -> [Double] {
    let own = nextNormals(SampleProfile.songSpread)
    var values = SampleProfile.quantiles.indices.map { feature -> Double in
      let quantiles = SampleProfile.quantiles[feature]
      let place = (means[feature] + own[feature] - SampleProfile.firstScore) / SampleProfile.scoreStep
      let position = min(max(place, 0), Double(quantiles.count - 1))
      let below = min(Int(position), quantiles.count - 2)
      return quantiles[below] + (quantiles[below + 1] - quantiles[below]) * (position - Double(below))
    }
    // A few recordings hold next to no sound, and nothing is found in them.
    if chance(0.0006) {
      for feature in [AudioFeature.danceability, .speechiness, .valence, .tempo] {
        values[AudioFeature.allCases.firstIndex(of: feature) ?? 0] = 0
      }
    }
    return values
  }
}
