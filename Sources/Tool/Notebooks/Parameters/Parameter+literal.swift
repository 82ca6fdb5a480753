import Yams

extension Parameter {
  /// The Swift literal for a value, always on one line. Nil when the value is not of the parameter's type.
  func literal(for value: ParameterOverride.Value) -> String? {
    switch (kind, value) {
    case (.string, .text(let text)): Self.quoted(text)
    case (.integer, .text(let text)): Self.integer(text)
    case (.double, .text(let text)): Self.double(text)
    case (.boolean, .text(let text)): Self.boolean(text)
    case (.strings, _): Self.list(value, Self.quoted)
    case (.integers, _): Self.list(value, Self.integer)
    case (.doubles, _): Self.list(value, Self.double)
    case (.booleans, _): Self.list(value, Self.boolean)
    case (.string, .list), (.integer, .list), (.double, .list), (.boolean, .list): nil
    }
  }

  /// A description of what the parameter takes, for messages.
  var expected: String {
    switch kind {
    case .string: "text"
    case .integer: "a whole number"
    case .double: "a finite number"
    case .boolean: "true or false"
    case .strings: "a list of texts, such as a,b"
    case .integers: "a list of whole numbers, such as 1,2"
    case .doubles: "a list of finite numbers, such as 0.5,1"
    case .booleans: "a list of true and false, such as true,false"
    }
  }

  private static func boolean(_ text: String) -> String? { ["true", "false"].contains(text) ? text : nil }

  private static func list(_ value: ParameterOverride.Value, _ element: (String) -> String?) -> String? {
    let texts: [String]
    switch value {
    case .list(let list): texts = list
    case .text(let text) where text.hasPrefix("["):
      guard let node = try? Yams.compose(yaml: text), case .sequence(let nodes) = node else { return nil }
      texts = nodes.compactMap(\.exactText)
      guard texts.count == nodes.count else { return nil }
    case .text(""): texts = []
    case .text(let text):
      texts = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
        String(part.trimmingPrefix { $0 == " " })
      }
    }
    let literals = texts.compactMap(element)
    return literals.count == texts.count ? "[" + literals.joined(separator: ", ") + "]" : nil
  }

  private static func integer(_ text: String) -> String? { Int(text).map(String.init) }

  /// Decimal digits only: what `Double` reads beside them, such as `0x1p3`, is no number to most readers.
  private static func double(_ text: String) -> String? {
    guard text.utf8.allSatisfy({ $0.isDigit || "+-.eE".utf8.contains($0) }), let number = Double(text), number.isFinite
    else { return nil }
    return "\(number)"
  }

  /// A string literal that holds the text, whatever is in it, without a line end.
  private static func quoted(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": literal += "\\\\"
      case "\"": literal += "\\\""
      case "\n": literal += "\\n"
      case "\r": literal += "\\r"
      case "\t": literal += "\\t"
      case let control where control.value < 32 || (127..<160).contains(control.value):
        literal += "\\u{" + String(control.value, radix: 16) + "}"
      case "\u{2028}", "\u{2029}": literal += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }
}
