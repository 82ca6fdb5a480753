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
  /// Closed rings of longitude and latitude in degrees; holes among them, which the even-odd rule leaves open. Longitudes
  /// beyond 180 continue land across the 180th meridian.
  public var rings: [[Place]]
  /// For countries too small for the map's scale: where a dot stands for them. They have no rings.
  public var dot: Place?

  /// A place on the globe, in degrees.
  public struct Place: Hashable, Sendable, Codable {
    public var longitude: Double
    public var latitude: Double
  }
}
