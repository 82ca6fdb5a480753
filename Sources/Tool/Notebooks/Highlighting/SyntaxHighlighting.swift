import SwiftIDEUtils
import SwiftParser
import SwiftSyntax

/// A piece of source text with one color.
public struct HighlightedToken: Codable, Sendable, Equatable {
  /// What the piece is.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// Names, punctuation, blanks.
    case plain
    case keyword, type, string, number, comment, attribute
    case `operator`
    /// `#if`, `#warning` and the like.
    case directive
    /// The name before the colon in a call: `by:`.
    case argumentLabel
  }

  /// What the piece is, which decides its color.
  public var kind: Kind
  /// The piece of source, unchanged.
  public var text: String
  /// UTF-8 offset into the source it was cut from.
  public var startOffset: Int

  /// A token made from its parts.
  /// - Parameter startOffset: UTF-8 offset into the source it was cut from.
  public init(kind: Kind, text: String, startOffset: Int) {
    self.kind = kind
    self.text = text
    self.startOffset = startOffset
  }
}

/// Swift source cut into pieces of one color each, by the compiler's own lexer. Joined, their texts are the source
/// again, byte for byte.
///
/// Source that cannot be parsed in reasonable time comes back as one plain piece.
public func highlightedTokens(of source: String) -> [HighlightedToken] {
  let text = SourceText(source, path: "")
  guard text.endlessBrackets == nil, text.bytes.count <= Notebook.maximumByteCount else {
    return [HighlightedToken(kind: .plain, text: source, startOffset: 0)]
  }
  return classifiedTokens(of: source)
}

private func classifiedTokens(of source: String) -> [HighlightedToken] {
  DeepStack.run {
    let bytes = Array(source.utf8)
    var tokens: [HighlightedToken] = []
    var end = 0
    func append(_ kind: HighlightedToken.Kind, _ range: Range<Int>) {
      guard !range.isEmpty else { return }
      if let last = tokens.last, last.kind == kind {
        tokens[tokens.count - 1].text += String(decoding: bytes[range], as: UTF8.self)
      } else {
        tokens.append(
          HighlightedToken(
            kind: kind, text: String(decoding: bytes[range], as: UTF8.self), startOffset: range.lowerBound))
      }
    }
    for part in Parser.parse(source: source).classifications {
      let start = part.range.lowerBound.utf8Offset
      let stop = min(part.range.upperBound.utf8Offset, bytes.count)
      guard start >= end, stop > start else { continue }
      append(.plain, end..<start)
      append(HighlightedToken.Kind(part.kind), start..<stop)
      end = stop
    }
    append(.plain, end..<bytes.count)
    return tokens
  }
}

extension HighlightedToken.Kind {
  fileprivate init(_ classification: SyntaxClassification) {
    switch classification {
    case .keyword: self = .keyword
    case .type: self = .type
    case .stringLiteral, .regexLiteral: self = .string
    case .integerLiteral, .floatLiteral: self = .number
    case .lineComment, .blockComment, .docLineComment, .docBlockComment: self = .comment
    case .attribute: self = .attribute
    case .operator: self = .operator
    case .ifConfigDirective: self = .directive
    case .argumentLabel: self = .argumentLabel
    case .identifier, .dollarIdentifier, .editorPlaceholder, .none: self = .plain
    @unknown default: self = .plain
    }
  }
}
