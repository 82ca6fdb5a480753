import Runs
import SwiftSyntax

extension CodeReader {
  /// The parameters of the cell: each a `let` with a literal.
  func readParameters(diagnostics: inout [Diagnostic]) -> [Parameter] {
    var parameters: [Parameter] = []
    func report(_ code: Diagnostic.Code, _ node: some SyntaxProtocol, _ message: String, _ hint: String?) {
      let place = treeOffset + node.positionAfterSkippingLeadingTrivia.utf8Offset
      diagnostics.append(text.diagnostic(code, at: place, message, hint: hint))
    }
    for item in items {
      guard case .decl(let declaration) = item.item, let variable = declaration.as(VariableDeclSyntax.self) else {
        if item.endPositionBeforeTrailingTrivia > item.positionAfterSkippingLeadingTrivia {
          report(
            .parameterNotLiteral, item, "a parameters cell holds nothing but `let name = literal`",
            item.isEnumeration
              ? "declare it in another cell, take the name of a case as text here, as in `let mode = \"fast\"`, and "
                + "make `Mode(rawValue: mode)` of it there"
              : "put everything else into another cell")
        }
        continue
      }
      guard variable.bindingSpecifier.tokenKind == .keyword(.let) else {
        report(.parameterVariable, variable, "a parameter is declared with `let`, not with `var`", "write `let`")
        continue
      }
      // Such as `static`, which the compiler takes in a type only.
      if let word = variable.wordThatIsNoTopLevelConstants {
        report(
          .parameterVariable, variable, "a parameter is declared with `let`, not with `\(word) let`",
          "take `\(word)` away")
        continue
      }
      for binding in variable.bindings {
        let annotation = binding.typeAnnotation?.type.trimmedDescription
        let stand = ParameterLiteral.hint(for: binding.initializer?.value, annotated: annotation)
        guard let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier.plainName,
          let value = binding.initializer?.value, let literal = ParameterLiteral(value)
        else {
          report(
            .parameterNotLiteral, binding, "a parameter's value is a literal: text, a number, true or false, or a list",
            stand ?? "a computed value belongs in the next cell, where it follows the parameters")
          continue
        }
        guard let kind = literal.kind(annotated: annotation) else {
          report(
            .parameterType, binding,
            annotation.map { type in
              Parameter.Kind.allCases.contains { $0.swiftType == type }
                ? "`\(value.trimmedDescription)` is no \(type)" : "`\(type)` is no type of a parameter's value"
            } ?? "this list has no type that a parameter has",
            stand ?? "a parameter is a String, Int, Double or Bool, or a list of one of them")
          continue
        }
        let start = treeOffset + value.positionAfterSkippingLeadingTrivia.utf8Offset
        let end = treeOffset + value.endPositionBeforeTrailingTrivia.utf8Offset
        parameters.append(
          Parameter(
            name: name, kind: kind, defaultLiteral: text.string(start..<end), help: variable.docComment,
            literalStart: start, literalEnd: end, line: text.lineIndex(at: start) + 1))
      }
    }
    return parameters
  }
}

/// What kind of literal an expression is.
private enum ParameterLiteral {
  case string, integer, double, boolean
  case list([ParameterLiteral])

  init?(_ expression: ExprSyntax) {
    switch expression.as(ExprSyntaxEnum.self) {
    case .stringLiteralExpr(let node):
      guard node.representedLiteralValue != nil, node.openingQuote.tokenKind == .stringQuote else { return nil }
      self = .string
    case .integerLiteralExpr: self = .integer
    case .floatLiteralExpr: self = .double
    case .booleanLiteralExpr: self = .boolean
    case .prefixOperatorExpr(let node):
      guard node.operator.text == "-", let number = ParameterLiteral(node.expression) else { return nil }
      switch number {
      case .integer, .double: self = number
      default: return nil
      }
    case .arrayExpr(let node):
      let elements = node.elements.map { ParameterLiteral($0.expression) }
      guard !elements.contains(where: { $0 == nil }) else { return nil }
      self = .list(elements.compactMap { $0 })
    default: return nil
    }
  }

  /// The parameter's type, which the annotation decides when there is one. Nil when the two do not go together or the
  /// type can not be a parameter's.
  func kind(annotated annotation: String?) -> Parameter.Kind? {
    let own = ownKinds
    guard let annotation else { return own.first }
    let named: [String: Parameter.Kind] = [
      "String": .string, "Int": .integer, "Double": .double, "Bool": .boolean, "[String]": .strings, "[Int]": .integers,
      "[Double]": .doubles, "[Bool]": .booleans,
    ]
    guard let kind = named[annotation.filter { $0 != " " }] else { return nil }
    return own.contains(kind) || isEmptyList && Self.lists.contains(kind) ? kind : nil
  }

  private static let lists: [Parameter.Kind] = [.strings, .integers, .doubles, .booleans]

  private var isEmptyList: Bool {
    if case .list(let elements) = self { return elements.isEmpty }
    return false
  }

  /// What to write in place of a value that is no parameter's; nil where nothing can be said.
  static func hint(for value: ExprSyntax?, annotated annotation: String?) -> String? {
    let type = annotation?.filter { $0 != " " } ?? ""
    if type.hasSuffix("?") || type.hasPrefix("Optional<") || type.contains("?]")
      || value?.is(NilLiteralExprSyntax.self) == true
    {
      return "a parameter always has a value; let one stand for none, such as `\"\"` or `-1`, and test for it"
    }
    if type.hasPrefix("Float") || type == "CGFloat" || type == "Decimal" { return "write `Double`" }
    if type.hasPrefix("Int") || type.hasPrefix("UInt"), type != "Int" {
      return "write `Int`, and convert it in the next cell"
    }
    if type == "Character" || type == "Substring" { return "write `String`" }
    switch value?.as(ExprSyntaxEnum.self) {
    case .arrayExpr(let list) where list.elements.isEmpty && annotation == nil:
      return "declare the type of an empty list, as in `let names: [String] = []`"
    case .arrayExpr: return "the elements of a list are all texts, all whole numbers, all numbers, or all true or false"
    case .dictionaryExpr:
      return
        "write two lists, and make the dictionary of `zip(keys, values)` in the next cell"
    case .tupleExpr: return "write a parameter for each part"
    case .stringLiteralExpr(let text) where text.openingQuote.tokenKind == .multilineStringQuote:
      return "write the text on one line, with `\\n` where a line ends"
    case .functionCallExpr(let call) where ["Date", "CalendarDate"].contains(call.calledExpression.trimmedDescription):
      return "write the date as text, as in `\"2024-12-31\"`, and read it in the next cell"
    case .memberAccessExpr:
      return "take the name of the case as text, as in `\"fast\"`, and make `Mode(rawValue:)` of it in the next cell"
    case .sequenceExpr(let sequence)
    where sequence.elements.contains(where: { ["...", "..<"].contains($0.trimmedDescription) }):
      return "write a parameter for each end of the range"
    default: return nil
    }
  }

  /// The types that the literal can have, the one that Swift would infer first.
  private var ownKinds: [Parameter.Kind] {
    switch self {
    case .string: return [.string]
    case .integer: return [.integer, .double]
    case .double: return [.double]
    case .boolean: return [.boolean]
    case .list(let elements):
      let kinds = elements.map(\.ownKinds)
      guard !kinds.isEmpty else { return [] }
      if kinds.allSatisfy({ $0 == [.string] }) { return [.strings] }
      if kinds.allSatisfy({ $0 == [.boolean] }) { return [.booleans] }
      if kinds.allSatisfy({ $0.first == .integer }) { return [.integers, .doubles] }
      return kinds.allSatisfy { $0.contains(.double) } ? [.doubles] : []
    }
  }
}

extension VariableDeclSyntax {
  /// The first modifier or attribute that Swift does not take before a `let` of the top level that has a value.
  fileprivate var wordThatIsNoTopLevelConstants: String? {
    for case .attribute(let attribute) in attributes {
      let name = attribute.attributeName.trimmedDescription
      if name != "available" && name != "MainActor" { return "@" + name }
    }
    return modifiers.map(\.name).first { name in
      switch name.tokenKind {
      case .keyword(.private), .keyword(.fileprivate), .keyword(.internal), .keyword(.public), .keyword(.nonisolated):
        false
      default: true
      }
    }?.text
  }
}

extension CodeBlockItemSyntax {
  fileprivate var isEnumeration: Bool {
    guard case .decl(let declaration) = item else { return false }
    return declaration.is(EnumDeclSyntax.self)
  }
}

extension VariableDeclSyntax {
  /// The text of the `///` lines right above.
  fileprivate var docComment: String {
    var lines: [Substring] = []
    var newlines = 0
    for piece in leadingTrivia {
      switch piece {
      case .docLineComment(let comment):
        lines.append(comment.dropFirst(3).drop { $0 == " " })
        newlines = 0
      case .docBlockComment(let comment):
        let inner = comment.dropFirst(3).dropLast(2).split(whereSeparator: \.isNewline)
        lines = inner.map { $0.drop { $0 == " " || $0 == "*" || $0 == "\t" } }.filter { !$0.isEmpty }
        newlines = 0
      case .newlines(let count), .carriageReturnLineFeeds(let count):
        newlines += count
        if newlines > 1 { lines = [] }
      case .lineComment, .blockComment: lines = []
      default: break
      }
    }
    return lines.joined(separator: " ")
  }
}
