/// Outcomes of gates as JUnit XML, which continuous integration shows as tests: a case per rule, a failure per breach.
public struct JUnitReport: Sendable {
  public var comparison: Comparison
  public var outcomes: [GateOutcome]

  public init(_ comparison: Comparison, outcomes: [GateOutcome]) {
    self.comparison = comparison
    self.outcomes = outcomes
  }

  public var text: String {
    let failures = outcomes.count { !$0.breaches.isEmpty }
    let skipped = outcomes.count { $0.matchedCount == 0 }
    let counts = "tests=\"\(outcomes.count)\" failures=\"\(failures)\" skipped=\"\(skipped)\""
    let cases = outcomes.map(testCase).joined()
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites \(counts)>
      <testsuite name="\(escaped(comparison.new.analysis))" \(counts)>
      \(cases)</testsuite>
      </testsuites>

      """
  }

  private func testCase(_ outcome: GateOutcome) -> String {
    let name =
      "<testcase classname=\"\(escaped(comparison.new.analysis))\" name=\"\(escaped(outcome.rule.description))\""
    if outcome.matchedCount == 0 { return "\(name)><skipped message=\"names nothing in these runs\"/></testcase>\n" }
    guard !outcome.breaches.isEmpty else { return "\(name)/>\n" }
    let lines = outcome.breaches.map { "\($0.name): \($0.words)" }
    let message = outcome.breaches.count == 1 ? lines[0] : "\(outcome.breaches.count) breaches"
    return
      "\(name)><failure message=\"\(escaped(message))\">\(escaped(lines.joined(separator: "\n")))</failure></testcase>\n"
  }

  /// XML text; characters that XML 1.0 forbids become U+FFFD.
  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t", "\r": result.unicodeScalars.append(scalar)
      case "\0"..<" ", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
