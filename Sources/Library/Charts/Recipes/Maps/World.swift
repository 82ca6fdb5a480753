import Frames

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
  private var indices: [String: Int]

  /// Why a file of outlines cannot be used.
  public enum Failure: Error, Hashable, CustomStringConvertible {
    case unreadable(path: String)
    case malformed(path: String, line: Int, reason: String)

    /// The path, with the line of the first mistake where there is one, and what to do.
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

  /// Reads a file like the one that Songbook ships.
  /// - Parameter path: A CSV file with the columns `alpha3`, `alpha2`, `name`, `other_names` (separated by `|`) and
  ///   `outline`: rings separated by `;`, their places by `,`, each a longitude and a latitude in degrees. A single
  ///   place is a dot.
  /// - Throws: ``Failure/unreadable(path:)`` for a file that cannot be opened, ``Failure/malformed(path:line:reason:)``
  ///   for its first mistake.
  public init(contentsOf path: String) throws(Failure) {
    let columns = ["alpha3", "alpha2", "name", "other_names", "outline"]
    let options = CSVReadingOptions(
      delimiter: ",", quote: "\"", encoding: .utf8, skippedLines: 0, headerRows: 1, isStrict: true)
    let table: DataFrame
    do {
      let types = Dictionary(uniqueKeysWithValues: columns.map { ($0, CSVType.string) })
      table = try DataFrame(contentsOfCSVFile: path, types: types, options: options)
    } catch {
      throw error.kind == .file
        ? .unreadable(path: path) : .malformed(path: path, line: error.line ?? 1, reason: error.message)
    }
    if let missing = columns.first(where: { !table.containsColumn($0) }) {
      throw .malformed(path: path, line: 1, reason: "There is no column \(missing).")
    }
    var countries: [CountryOutline] = []
    for row in 0..<table.rowCount {
      let cells = columns.map { table[$0, String.self][row] ?? "" }
      do {
        countries.append(try CountryOutline(cells))
      } catch {
        throw .malformed(path: path, line: row + 2, reason: error.reason)
      }
    }
    self.init(countries: countries)
  }

  /// A world of these countries, found by their codes and names.
  public init(countries: [CountryOutline]) {
    self.countries = countries
    indices = [:]
    for (index, country) in countries.enumerated() {
      for name in [country.alpha3, country.alpha2, country.name] + country.otherNames {
        indices[Self.key(name)] = indices[Self.key(name)] ?? index
      }
    }
  }

  /// The country of a code (`FRA`, `fr`) or of an English name (`Ivory Coast`, `Côte d'Ivoire`); capitals, accents and
  /// punctuation do not matter.
  public subscript(_ codeOrName: String) -> CountryOutline? { index(of: codeOrName).map { countries[$0] } }

  func index(of codeOrName: String) -> Int? { indices[Self.key(codeOrName)] }

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

extension CountryOutline {
  fileprivate struct Malformed: Error {
    var reason: String
  }

  /// - Parameter cells: Both codes, the name, other names, and the outline.
  fileprivate init(_ cells: [String]) throws(Malformed) {
    let rings = try cells[4].split(separator: ";").map { ring throws(Malformed) in
      try ring.split(separator: ",").map { place throws(Malformed) in
        let numbers = place.split(separator: " ").map { Double($0) }
        guard numbers.count == 2, let longitude = numbers[0], let latitude = numbers[1] else {
          throw Malformed(reason: "“\(place)” is not a longitude and a latitude.")
        }
        return Place(longitude: longitude, latitude: latitude)
      }
    }
    let dot = rings.count == 1 && rings[0].count == 1 ? rings[0][0] : nil
    guard !rings.isEmpty, dot != nil || rings.allSatisfy({ $0.count > 2 }) else {
      throw Malformed(reason: "\(cells[2]) has an outline of fewer than three indices.")
    }
    self.init(
      alpha3: cells[0], alpha2: cells[1], name: cells[2], otherNames: cells[3].split(separator: "|").map(String.init),
      rings: dot == nil ? rings : [], dot: dot)
  }
}
