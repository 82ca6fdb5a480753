public import Runs

/// Records a number worth comparing between runs; it is written to `run.json` and not shown by itself.
///
/// - Parameters:
///   - name: the same in every run.
///   - better: which direction is an improvement.
public func metric(
  _ name: String, _ value: Double, unit: String? = nil, better: Metric.Direction = .none
) {
  let metric = Metric(name: name, value: value, unit: unit, better: better)
  Session.current.send { .metric(cell: $0, metric: metric) }
}

/// Shows the reader a warning about something that did not stop the run.
///
/// - Parameter hint: what can be done about it.
public func warn(_ message: String, code: String = "analysis", hint: String? = nil) {
  guard Session.current.isSupervised else { return print("warning: \(message)") }
  let warning = Diagnostic(warning: code, message: message, hint: hint)
  Session.current.send { .warning(cell: $0, warning: warning) }
}
