/// Ten years in which songs came out. All before 1960 are taken together: files hold so few of their songs that single decades would mislead.
public struct Decade: Sendable, Hashable, Comparable, CustomStringConvertible, Codable {
  /// The decade's first year, 1950 for all before 1960.
  public let firstYear: Int

  public init(year: Int) { firstYear = max(1950, year / 10 * 10) }

  /// "1990s", or "1950s and before". Labels sort as the decades do.
  public var label: String { firstYear == 1950 ? "1950s and before" : "\(firstYear)s" }
  public var description: String { label }

  public static func < (left: Decade, right: Decade) -> Bool { left.firstYear < right.firstYear }
}
