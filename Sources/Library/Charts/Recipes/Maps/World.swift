import Frames

#if canImport(Glibc)
  import Glibc
#endif

/// A country or territory with its outline.
public struct CountryOutline: Hashable, Sendable, Codable {
  /// ISO 3166-1 alpha-3, such as `FRA`. Kosovo, which has none, is `XKX`.
  public var alpha3: String
  /// ISO 3166-1 alpha-2, such as `FR`.
  public var alpha2: String
  /// The usual English name.
  public var name: String
  /// Other English names and spellings.
  public var otherNames: [String]
  /// Closed rings of longitude and latitude in degrees; holes among them, which the even-odd rule leaves open.
  /// Longitudes beyond 180 continue land across the 180th meridian.
  public var rings: [[Place]]
  /// For countries too small for the map's scale: where a dot stands for them. They have no rings.
  public var dot: Place?

  /// A place on the globe, in degrees.
  public struct Place: Hashable, Sendable, Codable {
    /// Degrees east of Greenwich; beyond 180 across the 180th meridian.
    public var longitude: Double
    /// Degrees north of the equator, from -90 to 90.
    public var latitude: Double
  }
}

/// The countries of the world with their outlines, at a scale of 1:110 million.
///
/// Borders are those of Natural Earth, which shows who controls a territory and takes no side.
public struct World: Hashable, Sendable, Codable {
  /// In order of their alpha-3 codes.
  public var countries: [CountryOutline]
  private var places: [String: Int]

  /// Why a file of outlines cannot be used.
  public enum Failure: Error, Hashable, CustomStringConvertible {
    case unreadable(path: String)
    case malformed(path: String, line: Int, reason: String)

    public var description: String {
      switch self {
      case .unreadable(let path): "The map file \(path) cannot be read. Check that it is a readable text file."
      case .malformed(let path, let line, let reason):
        "\(path):\(line): \(reason) Make the file again with make_world.py, which stands beside it."
      }
    }
  }

  /// The outlines that Songbook ships, `world.csv`. Read once.
  public static func installed() throws -> World { try shared.get() }

  private static let shared = Result { try World(contentsOf: InstalledData.path("world.csv")) }

  /// - Parameter path: A file of the columns alpha3, alpha2, name, other names, outline.
  public init(contentsOf path: String) throws(Failure) {
    guard let text = Self.text(path) else { throw .unreadable(path: path) }
    var countries: [CountryOutline] = []
    var number = 1
    for line in text.split(separator: 0x0a, omittingEmptySubsequences: false).dropFirst() {
      number += 1
      if line.isEmpty { continue }
      do {
        countries.append(try Self.country(line))
      } catch {
        throw .malformed(path: path, line: number, reason: error.reason)
      }
    }
    self.init(countries: countries)
  }

  /// A world of these countries, found by their codes and names.
  public init(countries: [CountryOutline]) {
    self.countries = countries
    places = [:]
    for (index, country) in countries.enumerated() {
      for name in [country.alpha3, country.alpha2, country.name] + country.otherNames {
        places[Self.key(name)] = places[Self.key(name)] ?? index
      }
    }
  }

  /// The country of a code (`FRA`, `fr`) or of an English name (`Ivory Coast`, `Côte d'Ivoire`); capitals, accents and
  /// punctuation do not matter.
  public subscript(_ codeOrName: String) -> CountryOutline? { index(of: codeOrName).map { countries[$0] } }

  func index(of codeOrName: String) -> Int? { places[Self.key(codeOrName)] }

  /// Lower case letters without accents, so that spellings of one name meet.
  private static func key(_ name: String) -> String {
    var key = ""
    for scalar in name.unicodeScalars {
      let value = scalar.properties.isDiacritic ? "" : accented[scalar] ?? scalar.properties.lowercaseMapping
      for letter in value.unicodeScalars where letter.properties.isAlphabetic { key.unicodeScalars.append(letter) }
    }
    return key
  }

  private static let accented: [Unicode.Scalar: String] = {
    var table: [Unicode.Scalar: String] = [:]
    for (letters, plain) in [
      ("áàâãäåÁÀÂÃÄÅ", "a"), ("éèêëÉÈÊË", "e"), ("íìîïÍÌÎÏ", "i"), ("óòôõöøÓÒÔÕÖØ", "o"), ("úùûüÚÙÛÜ", "u"),
      ("çÇ", "c"), ("ñÑ", "n"), ("ýÿÝ", "y"),
    ] {
      for letter in letters.unicodeScalars { table[letter] = plain }
    }
    return table
  }()
}

extension World {
  private struct Malformed: Error {
    var reason: String
  }

  private static func text(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      text += buffer[..<count]
    }
    return ferror(file) == 0 ? text : nil
  }

  private static func country(_ line: ArraySlice<UInt8>) throws(Malformed) -> CountryOutline {
    var line = line
    if line.last == 0x0d { line.removeLast() }
    // Only the outline is ever quoted, and it holds no quotes itself.
    let fields = line.split(separator: UInt8(ascii: ","), maxSplits: 4, omittingEmptySubsequences: false)
    guard fields.count == 5 else { throw Malformed(reason: "There are \(fields.count) fields, not 5.") }
    let names = fields.prefix(4).map { String(decoding: $0, as: UTF8.self) }
    let outline = fields[4].filter { $0 != UInt8(ascii: "\"") }[...]
    let rings = try outline.split(separator: UInt8(ascii: ";")).map { ring throws(Malformed) in try places(ring) }
    let dot = rings.count == 1 && rings[0].count == 1 ? rings[0][0] : nil
    guard !rings.isEmpty, dot != nil || rings.allSatisfy({ $0.count > 2 }) else {
      throw Malformed(reason: "\(names[2]) has an outline of fewer than three places.")
    }
    return CountryOutline(
      alpha3: names[0], alpha2: names[1], name: names[2], otherNames: names[3].split(separator: "|").map(String.init),
      rings: dot == nil ? rings : [], dot: dot)
  }

  private static func places(_ ring: ArraySlice<UInt8>) throws(Malformed) -> [CountryOutline.Place] {
    var places: [CountryOutline.Place] = []
    for pair in ring.split(separator: UInt8(ascii: ",")) {
      let numbers = pair.split(separator: UInt8(ascii: " ")).compactMap { number($0) }
      guard numbers.count == 2 else {
        throw Malformed(reason: "“\(String(decoding: pair, as: UTF8.self))” is not a longitude and a latitude.")
      }
      places.append(CountryOutline.Place(longitude: numbers[0], latitude: numbers[1]))
    }
    return places
  }

  /// A decimal number of few digits: `-12.34`.
  private static func number(_ text: ArraySlice<UInt8>) -> Double? {
    var digits = text[...]
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative { digits.removeFirst() }
    var (value, scale, sawPoint) = (0.0, 1.0, false)
    guard !digits.isEmpty else { return nil }
    for byte in digits {
      if byte == UInt8(ascii: "."), !sawPoint {
        sawPoint = true
      } else if byte >= 48, byte <= 57 {
        value = value * 10 + Double(byte - 48)
        if sawPoint { scale *= 10 }
      } else {
        return nil
      }
    }
    return (isNegative ? -value : value) / scale
  }
}
