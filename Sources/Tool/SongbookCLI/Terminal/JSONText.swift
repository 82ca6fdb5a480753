import Foundation
import Runs

/// Values as JSON for programs: keys sorted, so that equal values give equal text.
enum JSONText {
  static func of(_ value: some Encodable, isCompact: Bool = false) throws -> String {
    let encoder = JSONEncoder.forRuns
    encoder.outputFormatting =
      isCompact ? [.sortedKeys, .withoutEscapingSlashes] : [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return escapingUnseen(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// What terminals act on, written as JSON's escapes: such characters stand in strings only.
  static func escapingUnseen(_ json: String) -> String {
    guard json.unicodeScalars.contains(where: { (127..<160).contains($0.value) || $0.turnsDirection }) else {
      return json
    }
    var result = String.UnicodeScalarView()
    for scalar in json.unicodeScalars {
      if (127..<160).contains(scalar.value) || scalar.turnsDirection {
        let digits = String(scalar.value, radix: 16)
        result += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).unicodeScalars
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
