import ArgumentParser
import Comparisons
import Foundation
import Runs

extension JudgedComparison {
  /// The comparison as a file of this format.
  func bytes(_ format: ComparisonFormat, isColored: Bool) throws(RunFailure) -> [UInt8] {
    switch format {
    case .text: return Array((text(isColored: isColored) + "\n").utf8)
    case .markdown: return Array(ComparisonMarkdown(comparison, outcomes: outcomes).text.utf8)
    case .html: return ComparisonPage(comparison, outcomes: outcomes, old: old, new: new).bytes
    case .json:
      let encoder = JSONEncoder.forRuns
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      guard let json = try? encoder.encode(ComparisonJSON(comparison, outcomes: outcomes)) else {
        throw RunFailure("The comparison could not be written as JSON")
      }
      return Array(JSONText.escapingUnseen(String(decoding: json, as: UTF8.self)).utf8) + [0x0A]
    }
  }

  /// The comparison for a terminal.
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

/// The forms that a comparison is written in.
enum ComparisonFormat: String, ExpressibleByArgument, CaseIterable { case text, json, markdown, html }
