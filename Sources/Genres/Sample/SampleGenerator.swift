/// Makes up songs that resemble real ones.
public struct SampleGenerator: Sendable {
  /// How the ids of made-up songs begin, so that ``Songs/isMadeUp`` knows them.
  static let idPrefix = "made-up-"
}
