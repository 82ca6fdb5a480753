import FoundationEssentials

/// Any JSON.
public enum JSONValue: Sendable, Equatable {
  /// A value that is not there.
  case null
  /// True or false.
  case boolean(Bool)
  /// A whole number.
  case integer(Int)
  /// Any other number.
  case number(Double)
  /// Text.
  case string(String)
  /// Values in order.
  case array([JSONValue])
  /// Values by name.
  case object([String: JSONValue])

  /// The value of a name; nil for what is no object, or has none.
  public subscript(name: String) -> JSONValue? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  /// The text; nil for what is none.
  public var string: String? { if case .string(let text) = self { text } else { nil } }
  /// The values; nil for what is no list.
  public var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }
  /// The members; nil for what is no object.
  public var object: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }
  /// The whole number; nil for what is none.
  public var integer: Int? { if case .integer(let number) = self { number } else { nil } }

  /// Text as notebooks hold it: whole, or a list of lines. Nil for anything else.
  public var lines: String? {
    switch self {
    case .string(let text): return text
    case .array(let parts):
      let texts = parts.compactMap(\.string)
      return texts.count == parts.count ? texts.joined() : nil
    default: return nil
    }
  }

  /// Text as a list of lines, each with its end.
  public static func lines(of text: String) -> JSONValue {
    var lines: [JSONValue] = []
    var rest = text.utf8[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { rest.index(after: $0) } ?? rest.endIndex
      lines.append(.string(String(Substring(rest[..<end]))))
      rest = rest[end...]
    }
    return .array(lines)
  }
}

extension JSONValue: Decodable {
  /// Reads any value.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// Reads a text of JSON; nil where it is none.
  public init?(json: some Sequence<UInt8>) {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(json)) else { return nil }
    self = value
  }
}

extension JSONValue {
  /// The text as Python's `json.dumps(indent=1, sort_keys=True, ensure_ascii=False)` writes it, with a line end: a file
  /// that Jupyter reads and saves does not change.
  public var json: [UInt8] {
    var result: [UInt8] = []
    write(to: &result, depth: 0)
    result.append(UInt8(ascii: "\n"))
    return result
  }

  private func write(to result: inout [UInt8], depth: Int) {
    func line(_ depth: Int) {
      result.append(UInt8(ascii: "\n"))
      result.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth))
    }
    switch self {
    case .null: result += "null".utf8
    case .boolean(let value): result += (value ? "true" : "false").utf8
    case .integer(let value): result += String(value).utf8
    case .number(let value): result += value.isFinite ? String(value).utf8 : "null".utf8
    case .string(let text): JSONValue.write(text, to: &result)
    case .array(let values):
      guard !values.isEmpty else { return result += "[]".utf8 }
      result.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { result.append(UInt8(ascii: ",")) }
        line(depth + 1)
        value.write(to: &result, depth: depth + 1)
      }
      line(depth)
      result.append(UInt8(ascii: "]"))
    case .object(let members):
      guard !members.isEmpty else { return result += "{}".utf8 }
      result.append(UInt8(ascii: "{"))
      // Python sorts by characters' numbers, which is the order of UTF-8.
      for (index, member) in members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }).enumerated() {
        if index > 0 { result.append(UInt8(ascii: ",")) }
        line(depth + 1)
        JSONValue.write(member.key, to: &result)
        result += ": ".utf8
        member.value.write(to: &result, depth: depth + 1)
      }
      line(depth)
      result.append(UInt8(ascii: "}"))
    }
  }

  private static func write(_ text: String, to result: inout [UInt8]) {
    result.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): result += "\\\"".utf8
      case UInt8(ascii: "\\"): result += "\\\\".utf8
      case 8: result += "\\b".utf8
      case 9: result += "\\t".utf8
      case 10: result += "\\n".utf8
      case 12: result += "\\f".utf8
      case 13: result += "\\r".utf8
      case 0..<32: result += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
      default: result.append(byte)
      }
    }
    result.append(UInt8(ascii: "\""))
  }
}
