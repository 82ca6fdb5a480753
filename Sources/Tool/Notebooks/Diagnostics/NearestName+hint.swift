import Statistics

extension NearestName {
  /// "did you mean `x`?", or else the list of what there is.
  package static func hint(for name: String, among known: [String], noun: String) -> String {
    if let nearest = of(name, among: known) { return "did you mean `\(nearest)`?" }
    if known.isEmpty { return "there are no \(noun)" }
    let shown = known.prefix(24).map { "`\($0)`" }.joined(separator: ", ")
    return "known \(noun): " + shown + (known.count > 24 ? " and \(known.count - 24) more" : "")
  }
}
