import Foundation

/// What the commands write: results to standard output, remarks to standard error.
enum CommandOutput {
  static func result(_ text: String) { write(text, to: .standardOutput) }

  static func remark(_ text: String) { write(text, to: .standardError) }

  /// Without a reader, nothing is written.
  private static func write(_ text: String, to file: FileHandle) {
    try? file.write(contentsOf: Data((text + "\n").utf8))
  }

  /// A value as JSON with sorted keys, so that equal values give equal text.
  static func result(json value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    result(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}
