import Runs
import SwiftSyntax

extension CodeReader {
  /// The parameters of the cell: each a `let` with a literal.
  func readParameters(diagnostics: inout [Diagnostic]) -> [Parameter] {
    var parameters: [Parameter] = []
    func report(_ code: Diagnostic.Code, _ node: some SyntaxProtocol, _ message: String, _ hint: String?) {
      let place = offsets.lowerBound + node.positionAfterSkippingLeadingTrivia.utf8Offset
      diagnostics.append(text.diagnostic(code, at: place, message, hint: hint))
    }
    for item in tree.statements {
      guard case .decl(let declaration) = item.item, let variable = declaration.as(VariableDeclSyntax.self) else {
        if item.endPositionBeforeTrailingTrivia > item.positionAfterSkippingLeadingTrivia {
          report(
            .parameterNotLiteral, item, "a parameters cell holds nothing but `let name = literal`",
            "put everything else into another cell")
        }
        continue
      }
      guard variable.bindingSpecifier.tokenKind == .keyword(.let) else {
        report(.parameterVariable, variable, "a parameter is declared with `let`, not with `var`", "write `let`")
        continue
      }
      for binding in variable.bindings {
        guard let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier.plainName,
          let value = binding.initializer?.value, let literal = ParameterLiteral(value)
        else {
          report(
            .parameterNotLiteral, binding, "a parameter's value is a literal: text, a number, true or false, or a list",
            "a computed value belongs in the next cell, where it follows the parameters")
          continue
        }
        guard let kind = literal.kind(annotated: binding.typeAnnotation?.type.trimmedDescription) else {
          report(
            .parameterType, binding, "a parameter is a String, Int, Double or Bool, or a list of String, Int or Double",
            literal.isEmptyList ? "declare the type of an empty list, as in `let names: [String] = []`" : nil)
          continue
        }
        let start = offsets.lowerBound + value.positionAfterSkippingLeadingTrivia.utf8Offset
        let end = offsets.lowerBound + value.endPositionBeforeTrailingTrivia.utf8Offset
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
      "[Double]": .doubles,
    ]
    guard let kind = named[annotation.filter { $0 != " " }] else { return nil }
    return own.contains(kind) || isEmptyList && [.strings, .integers, .doubles].contains(kind) ? kind : nil
  }

  var isEmptyList: Bool {
    if case .list(let elements) = self { return elements.isEmpty }
    return false
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
      if kinds.allSatisfy({ $0.first == .integer }) { return [.integers, .doubles] }
      return kinds.allSatisfy { $0.contains(.double) } ? [.doubles] : []
    }
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
