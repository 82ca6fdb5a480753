/// The even steps along a line or area, where there are such: years, hours, numbers of rounds. A longer step between two
/// neighbours then means that something between them is missing.
///
/// The rule: the typical step is the median of the steps between neighbouring places. Spacing is regular where there are
/// four places or more, at least three fifths of the steps are within a fifth of the typical one (as months and years
/// are), and all others are more than one and a half times as long; these are gaps. Days without any Saturday or Sunday
/// are days of work, and have no gap over a weekend.
package struct RegularSpacing: Hashable {
  /// Longer steps are gaps.
  let longest: Double

  private static let day = 86_400.0

  /// - Parameter places: in any order; those that are missing or infinite are left out.
  package init?(_ places: [Double], areDates: Bool) {
    var sorted: [Double] = []
    for place in places.filter(\.isFinite).sorted() where place != sorted.last { sorted.append(place) }
    guard sorted.count > 3 else { return nil }
    let steps = zip(sorted, sorted.dropFirst()).map { $1 - $0 }
    let typical = steps.sorted()[(steps.count - 1) / 2]
    guard typical > 0, typical.isFinite else { return nil }
    let regular = steps.count { $0 >= typical * 0.8 && $0 <= typical * 1.2 }
    let long = steps.count { $0 > typical * 1.5 }
    guard regular + long == steps.count, regular * 5 >= steps.count * 3 else { return nil }
    let isWorkdays = areDates && abs(typical - Self.day) < Self.day * 0.2 && !sorted.contains(where: Self.isWeekend)
    // From Thursday to Monday, where Friday is a holiday.
    longest = isWorkdays ? 4.2 * Self.day : typical * 1.5
  }

  private static func isWeekend(_ seconds: Double) -> Bool {
    // 1970 began on a Thursday.
    let weekday = (Int((seconds / day).rounded(.down)) % 7 + 7) % 7
    return weekday == 2 || weekday == 3
  }

  package func isGap(from one: Double, to other: Double) -> Bool { abs(other - one) > longest }
}
