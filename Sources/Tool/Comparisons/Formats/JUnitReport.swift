import Pages

/// Outcomes of gates as JUnit XML, which continuous integration shows as tests: a case for each rule, a failure for
/// each broken one, an error for one that cannot be told.
public struct JUnitReport: Sendable {
  /// A run that was measured: its name, and what became of each rule.
  public struct Suite: Sendable {
    var name: String
    var outcomes: [GateOutcome]

    /// A run that was measured.
    /// - Parameter point: which point of a matrix it is; nil for a run by itself.
    public init(_ comparison: Comparison, outcomes: [GateOutcome], point: String? = nil) {
      name = comparison.new.analysis + (point.map { " " + $0 } ?? "")
      self.outcomes = outcomes
    }
  }

  /// The runs that were measured.
  public var suites: [Suite]

  /// A report on runs that were measured.
  public init(_ suites: [Suite]) { self.suites = suites }

  /// The XML document.
  public var text: String {
    let document: HTML = """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites \(counts(of: suites.flatMap(\.outcomes)))>
      \(suites.map(element))</testsuites>

      """
    return String(decoding: document.bytes, as: UTF8.self)
  }

  private func counts(of outcomes: [GateOutcome]) -> HTML {
    let failures = outcomes.count { $0.state == .broken }, errors = outcomes.count { $0.state == .undecided }
    let undecided: HTML? = errors > 0 ? " errors=\"\(errors)\"" : nil
    return "tests=\"\(outcomes.count)\" failures=\"\(failures)\"\(undecided) skipped=\"0\""
  }

  private func element(_ suite: Suite) -> HTML {
    """
    <testsuite name="\(suite.name)" \(counts(of: suite.outcomes))>
    \(suite.outcomes.map { testCase($0, of: suite.name) })</testsuite>

    """
  }

  /// Text is escaped in XML as in HTML.
  private func testCase(_ outcome: GateOutcome, of suite: String) -> HTML {
    let name: HTML = "<testcase classname=\"\(suite)\" name=\"\(outcome.rule.description)\""
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
