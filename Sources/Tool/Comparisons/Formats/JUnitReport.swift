import Pages

/// Outcomes of gates as JUnit XML, which continuous integration shows as tests: a case for each rule, a failure for
/// each broken one, an error for one that cannot be told.
public struct JUnitReport: Sendable {
  /// What differs; gives the suite its name.
  public var comparison: Comparison
  /// What became of each rule.
  public var outcomes: [GateOutcome]

  /// A report on the rules of a gate.
  public init(_ comparison: Comparison, outcomes: [GateOutcome]) {
    self.comparison = comparison
    self.outcomes = outcomes
  }

  /// The XML document.
  public var text: String {
    let failures = outcomes.count { $0.state == .broken }, errors = outcomes.count { $0.state == .undecided }
    let undecided: HTML? = errors > 0 ? " errors=\"\(errors)\"" : nil
    let counts: HTML = "tests=\"\(outcomes.count)\" failures=\"\(failures)\"\(undecided) skipped=\"0\""
    let document: HTML = """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites \(counts)>
      <testsuite name="\(comparison.new.analysis)" \(counts)>
      \(outcomes.map(testCase))</testsuite>
      </testsuites>

      """
    return String(decoding: document.bytes, as: UTF8.self)
  }

  /// Text is escaped in XML as in HTML.
  private func testCase(_ outcome: GateOutcome) -> HTML {
    let name: HTML = "<testcase classname=\"\(comparison.new.analysis)\" name=\"\(outcome.rule.description)\""
    guard outcome.state != .kept else { return "\(name)/>\n" }
    let lines = (outcome.breaches + outcome.undecided).map { "\($0.name): \($0.summary)" }
    guard outcome.state == .broken else {
      return "\(name)><error message=\"This cannot be told\">\(lines.joined(separator: "\n"))</error></testcase>\n"
    }
    let message = lines.count == 1 ? lines[0] : Wording.count(outcome.breaches.count, "breach", plural: "breaches")
    return """
      \(name)><failure message="\(message)">\(lines.joined(separator: "\n"))</failure></testcase>

      """
  }
}
