import Frames
public import Learning
import Statistics

/// Kinds of words that describe a song beside its sound, as features for classifiers.
///
/// Artists themselves are not among them: which artists play which genre is of no use for artists that a model was not
/// trained on. The words of an artist's name ("orchestra", "lil", "dj") are useful, but names also run in families
/// ("Bob Marley" and "Damian Marley"), so that reports show their effect apart.
public enum SongWords: String, CaseIterable, Sendable, Codable {
  /// The year, the five years and the decade of release, and whether the day is known.
  case release = "Release"
  /// The words of the song's name.
  case name = "Name"
  /// How the name is written: its script, letters beyond the English ones, capitals, marks and the number of words.
  case writing = "Writing"
  /// Groups of three letters in the name's words, which depend on its language.
  case letters = "Letters"
  /// The words of the first artist's name, how it is written, and how many artists there are.
  case artist = "Artist"

  /// The words of a cell of ``column``.
  func words(of text: String) -> [String] {
    switch self {
    case .release: Self.date(text)
    case .name: GenreName.words(of: text)
    case .writing: Self.writing(of: text)
    case .letters: Self.letterGroups(of: text)
    case .artist:
      GenreName.words(of: Self.firstArtist(text)) + Self.writing(of: Self.firstArtist(text))
        + ["\(min(text.split(separator: ", ").count, 4)) artists"]
    }
  }

  /// The column of ``Songs/frame`` that the words come from.
  var column: String {
    switch self {
    case .release: "Release"
    case .name, .writing, .letters: "Name"
    case .artist: "Artists"
    }
  }

  private static func firstArtist(_ artists: String) -> String {
    artists.split(separator: ", ", maxSplits: 1).first.map(String.init) ?? ""
  }

  private static func date(_ text: String) -> [String] {
    guard let year = Release(text).year else { return ["undated"] }
    var words = ["\(year)", "\(year / 5 * 5) to \(year / 5 * 5 + 4)", Decade(year: year).label]
    // Files put the first of January where only the year is known.
    if text.utf8.count < 10 || text.hasSuffix("-01-01") { words.append("day unknown") }
    return words
  }

  private static func writing(of text: String) -> [String] {
    var traits: Set<String> = []
    for scalar in text.unicodeScalars {
      if scalar.value < 128 {
        if !scalar.properties.isAlphabetic && scalar != " " && scalar.properties.numericType == nil {
          traits.insert("mark \(scalar)")
        }
      } else if scalar.properties.isAlphabetic {
        // Letters are called by their script: CYRILLIC SMALL LETTER A.
        let script = scalar.properties.name?.prefix { $0 != " " && $0 != "-" } ?? "OTHER"
        traits.insert(script == "LATIN" ? "letter \(scalar.properties.lowercaseMapping)" : "script \(script)")
      }
    }
    let words = text.split(separator: " ").count
    traits.insert("\(min(words, 8)) words")
    let (lower, upper) = (text.lowercased(), text.uppercased())
    if lower != upper {
      if text == lower { traits.insert("all small") }
      if text == upper { traits.insert("all capitals") }
    }
    return traits.sorted()
  }

  private static func letterGroups(of text: String) -> [String] {
    GenreName.words(of: text).flatMap { word in
      let letters = Array("<\(word)>".unicodeScalars)
      guard letters.count > 3 else { return [String]() }
      return (0...letters.count - 3).map { start in
        letters[start..<start + 3].reduce(into: "") { $0.unicodeScalars.append($1) }
      }
    }
  }
}

extension Songs {
  /// The words of one kind for each row.
  ///
  ///     let features = try FeatureMatrix(songs.audioFeatures).with(songs.words(.release), songs.words(.name))
  public func words(_ kind: SongWords) -> WordBags {
    let (codes, texts) = frame[kind.column, String.self].categories
    let words = Parallel.map(texts.count, work: texts.count * 50) { kind.words(of: texts[$0]) }
    return WordBags(name: kind.rawValue, rows: codes, words: words)
  }
}
