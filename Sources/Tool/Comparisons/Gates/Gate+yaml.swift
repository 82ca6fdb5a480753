public import Runs
import Yams

extension Gate {
  /// Reads a file of gates:
  ///
  ///     fail-on:
  ///       - "accuracy/*: worse"
  ///       - "tbl-level2: removed"
  ///     tolerance:
  ///       accuracy/*: [0.005, 0.01]
  ///     direction:
  ///       loss: lower
  ///
  /// - Parameter path: for messages.
  public init(yaml text: String, path: String) throws(RunFailure) {
    self.init()
    let node: Node?
    do { node = try Yams.compose(yaml: text) } catch {
      throw RunFailure("\(path) is no YAML: \(error)")
    }
    guard let node, node != Node("") else { return }
    guard let mapping = node.mapping else {
      throw RunFailure("\(path) has to hold fail-on, tolerance, direction")
    }
    for (key, value) in mapping {
      let location = value.mark.map { "\(path):\($0.line)" } ?? path
      do throws(RunFailure) {
        switch key.string {
        case "fail-on": rules += try Self.rules(value)
        case "tolerance": settings.tolerances += try Self.tolerances(value)
        case "direction": settings.directions += try Self.directions(value)
        default:
          throw RunFailure(
            "“\(key.string ?? "?")” is not known here.", hint: "A file of gates holds fail-on, tolerance and direction."
          )
        }
      } catch {
        throw RunFailure("\(location): \(error.message)", hint: error.hint)
      }
    }
  }

  private static func rules(_ node: Node) throws(RunFailure) -> [GateRule] {
    var rules: [GateRule] = []
    for entry in node.sequence ?? [node] {
      if let text = entry.string {
        rules.append(try GateRule(text))
      } else if let pair = entry.mapping?.first, let name = pair.key.string, let word = pair.value.string {
        // `accuracy/*: worse` without quotes reads as a pair.
        rules.append(try GateRule("\(name): \(word)"))
      } else {
        throw RunFailure("Each entry of fail-on is a rule", hint: "Such as 'accuracy/*: worse'.")
      }
    }
    return rules
  }

  private static func tolerances(_ node: Node) throws(RunFailure) -> [Tolerance] {
    var tolerances: [Tolerance] = []
    for (key, value) in node.mapping ?? [:] {
      let bounds = value.sequence.map { $0.map { $0.string ?? "" } } ?? [value.string ?? ""]
      tolerances.append(try Tolerance("\(key.string ?? "")=\(bounds.joined(separator: ","))"))
    }
    return tolerances
  }

  private static func directions(_ node: Node) throws(RunFailure) -> [(names: Glob, better: Metric.Direction)] {
    var directions: [(names: Glob, better: Metric.Direction)] = []
    for (key, value) in node.mapping ?? [:] {
      directions.append(try direction(name: key.string ?? "", word: value.string ?? ""))
    }
    return directions
  }

  /// Which way is better: `higher`, `lower` or `none`.
  public static func direction(
    name: String, word: String
  ) throws(RunFailure) -> (names: Glob, better: Metric.Direction) {
    guard let better = Metric.Direction(rawValue: word) else {
      throw RunFailure("“\(word)” is no direction for \(name)", hint: "Directions are higher, lower and none.")
    }
    return (Glob(name), better)
  }
}
