import Frames

/// What a songs file says about when a song came out.
enum Release: Sendable, Equatable {
  /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  case date(CalendarDate)
  /// Nothing is said.
  case missing
  /// Something is said that is no date, or none at which music could be released: "0000", "1999-13", "soon".
  case nonsense

  /// Sound has been recorded since 1860 (Scott de Martinville's "Au clair de la lune").
  static let years = 1860...2099

  init(_ text: String?) {
    let trimmed = GenreName.cleaned(text ?? "")
    if trimmed.isEmpty {
      self = .missing
    } else if let date = CalendarDate(trimmed), Self.years.contains(date.year) {
      self = .date(date)
    } else {
      self = .nonsense
    }
  }

  var year: Int? { if case .date(let date) = self { date.year } else { nil } }
}
