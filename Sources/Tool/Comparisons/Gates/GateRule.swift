public import Runs

/// What must not happen between two runs: `accuracy/*: worse`.
public struct GateRule: Codable, Sendable, Equatable, CustomStringConvertible {
  /// The names that it is about.
  public var names: Glob
  /// What must not happen to them.
  public var condition: Difference.Condition

  /// A rule by its parts.
  public init(names: Glob, condition: Difference.Condition) {
    self.names = names
    self.condition = condition
  }

  /// Reads `PATTERN: CONDITION`; the condition is `worse`, `clearly-worse`, `better`, `changed`, `added` or
  /// `removed`.
  public init(_ text: String) throws(RunFailure) {
    let known = Difference.Condition.allCases.map(\.rawValue)
    let hint = "A rule looks like 'accuracy/*: worse'; conditions are \(known.joined(separator: ", "))."
    guard let colon = text.lastIndex(of: ":") else {
      throw RunFailure("The rule “\(text)” does not say what must not happen", hint: hint)
    }
    let names = text[..<colon].trimmed, word = text[text.index(after: colon)...].trimmed
    guard !names.isEmpty, let condition = Difference.Condition(rawValue: word) else {
      throw RunFailure("The rule “\(text)” has no known condition", hint: hint)
    }
    self.init(names: Glob(names), condition: condition)
  }

  /// `worse` and `clearly-worse` also hold for a metric that is gone, because it may be worse without being measured.
  /// `changed` holds for any change.
  func isBroken(by difference: Difference) -> Bool {
    guard names.matches(difference.name) else { return false }
    switch condition {
    case .changed: return true
    case .worse:
      return difference.condition == .worse || (difference.kind == .metric && difference.condition == .removed)
    case .clearlyWorse:
      if difference.kind == .status { return difference.condition == .worse }
      return difference.kind == .metric
        && (difference.condition == .removed || (difference.condition == .worse && difference.isClear == true))
    case .better, .added, .removed: return difference.condition == condition
    }
  }

  /// Whether it cannot be told if the rule is broken: nothing says how far the metric moves by chance, or the runs
  /// cannot be compared.
  func isUndecided(by difference: Difference, of metric: MetricChange) -> Bool {
    guard condition == .clearlyWorse, names.matches(difference.name), difference.isClear == nil else { return false }
    return metric.incomparability != nil ? metric.better != .none : difference.condition == .worse
  }

  /// As it is written: `accuracy/*: worse`.
  public var description: String { "\(names): \(condition.rawValue)" }
}

extension Substring {
  var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
