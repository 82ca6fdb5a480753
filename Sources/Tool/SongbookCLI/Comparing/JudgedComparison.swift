import Comparisons
import Execution
import Foundation
import Runs

/// Two runs compared and measured by a gate.
struct JudgedComparison {
  var old: RunFolder
  var new: RunFolder
  var comparison: Comparison
  var outcomes: [GateOutcome]

  init(_ old: RunFolder, _ new: RunFolder, gate: Gate) {
    self.old = old
    self.new = new
    comparison = Comparison(old, new, settings: gate.settings)
    outcomes = gate.outcomes(of: comparison)
  }

  /// Where there are rules they decide; else every difference does.
  var fails: Bool { outcomes.isEmpty ? !comparison.differences.isEmpty : breaks }

  var breaks: Bool { outcomes.contains { !$0.breaches.isEmpty } }

  func bytes(_ format: ComparisonFormat, isColored: Bool) throws(RunFailure) -> [UInt8] {
    switch format {
    case .text: return Array((text(isColored: isColored) + "\n").utf8)
    case .markdown: return Array(ComparisonMarkdown(comparison, outcomes: outcomes).text.utf8)
    case .html: return ComparisonPage(comparison, outcomes: outcomes, old: old, new: new).bytes
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      encoder.nonConformingFloatEncodingStrategy = .convertToString(
        positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
      guard let json = try? encoder.encode(ComparisonJSON(comparison, outcomes: outcomes)) else {
        throw RunFailure("The comparison could not be written as JSON")
      }
      return Array(json) + [0x0A]
    }
  }

  func text(isColored: Bool) -> String {
    let terminal = Terminal(isInteractive: isColored)
    return ComparisonText(comparison, outcomes: outcomes) { text, tone in
      switch tone {
      case .heading: terminal.styled(text, .bold)
      case .quiet: terminal.styled(text, .quiet)
      case .good: terminal.styled(text, .good)
      case .bad: terminal.styled(text, .bad)
      }
    }.text
  }
}
