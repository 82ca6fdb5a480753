import Notebooks

/// Swift code with a class for each kind of word.
func coloured(_ source: String) -> HTML {
  highlightedTokens(of: source).reduce(into: HTML()) { result, token in
    let kind: HTML? =
      switch token.kind {
      case .keyword, .directive: "k"
      case .attribute: "k"
      case .type: "t"
      case .string: "s"
      case .number: "n"
      case .comment: "c"
      case .argumentLabel: "a"
      case .plain, .operator: nil
      }
    if let kind { result += "<span class=\"\(kind)\">\(token.text)</span>" } else { result.append(text: token.text) }
  }
}
