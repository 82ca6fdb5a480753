/// What is more than text for Pandoc, Quarto and other tools, and text here.
enum ForeignSyntax {
  /// - Parameters:
  ///   - text: text in which nothing is markup any more.
  ///   - isAlert: whether `[!NOTE]` at its start makes a callout.
  /// - Returns: what is found, each with its text.
  static func found(
    in text: String, isAlert: Bool
  ) -> [(kind: MarkdownMention.Kind, match: Substring)] {
    var found: [(kind: MarkdownMention.Kind, match: Substring)] = []
    func add(_ message: String, _ hint: String, _ match: Substring) {
      found.append((.unsupported(message, hint: hint), match))
    }
    // Most text has none of the signs: which bytes there are is found faster than whether texts occur.
    var occurs = [Bool](repeating: false, count: 256)
    for byte in text.utf8 { occurs[Int(byte)] = true }
    func has(_ needle: String) -> Bool { needle.utf8.allSatisfy { occurs[Int($0)] } && text.contains(needle) }
    for rule in rules where rule.needles.contains(where: has) {
      if let match = rule.match(text) { add("`\(match)` \(rule.becomes)", rule.hint, match) }
    }
    if has("[^") {
      for match in text.matches(of: /\[\^([^\]\[\s]{1,200})\]/) { found.append((.lostNote(String(match.1)), match.0)) }
    }
    if has("[!"), let alert = text.firstMatch(of: /\[!([A-Za-z]{1,30})\]/) {
      let isKnown = MarkdownCallout.Kind(rawValue: alert.1.lowercased()) != nil
      if !(isAlert && isKnown && alert.range.lowerBound == text.startIndex) {
        let kinds = MarkdownCallout.Kind.allCases.map { "`\($0.rawValue.uppercased())`" }.joined(separator: ", ")
        let hint = isKnown ? "a callout begins a quotation: `> [!NOTE]`" : "the kinds are \(kinds)"
        add("`\(alert.0)` is no callout here", hint, alert.0)
      }
    }
    return found
  }

  /// A form of writing, with what to write instead.
  private struct Rule: Sendable {
    /// Text without any of them is not searched: what searches takes longer to make than a page to write.
    var needles: [String]
    var becomes = "means nothing here"
    var hint: String
    var match: @Sendable (String) -> Substring?
  }

  private static let rules: [Rule] = [
    Rule(needles: ["{{<"], hint: "only `{{< include file.md >}}` is known, on a line of its own") {
      $0.firstMatch(of: /\{\{<[^>]{0,200}>?\}?\}?/)?.0
    },
    Rule(
      needles: ["@lst-", "@thm-", "@lem-", "@cor-", "@prp-", "@cnj-", "@def-", "@exm-", "@exr-", "@rem-"],
      hint: "references begin with `@fig-`, `@tbl-`, `@sec-` or `@eq-`"
    ) {
      $0.firstMatch(of: /(?:^|[^\w@])(@(?:lst|thm|lem|cor|prp|cnj|def|exm|exr|rem)-[\w-]+)/)?.1
    },
    Rule(needles: ["=="], hint: "write `<mark>…</mark>`") {
      $0.firstMatch(of: /==[^=\s](?:[^=]{0,200}[^=\s])?==/)?.0
    },
    Rule(needles: ["^["], hint: "write `[^1]`, and `[^1]: …` in a paragraph of its own") {
      $0.firstMatch(of: /\^\[[^\[\]]{1,200}\]/)?.0
    },
    Rule(needles: ["]{"], hint: "there are no classes of text; write the text alone") {
      $0.firstMatch(of: /\[[^\[\]]{1,200}\]\{[.#][^}]{0,200}\}/)?.0
    },
    Rule(
      needles: ["]["], becomes: "is a link that nothing defines",
      hint: "define it in any Markdown cell: `[name]: https://example.org`"
    ) { $0.firstMatch(of: /(?:^|[^\w\]])(\[[^\[\]]{1,200}\]\[[^\[\]]{1,200}\])/)?.1 },
    Rule(
      needles: [
        "\\newpage", "\\pagebreak", "\\begin", "\\end", "\\textbf", "\\emph", "\\cite", "\\ref", "\\label",
        "\\footnote",
      ],
      hint: "LaTeX is read within formulas alone, between dollar signs"
    ) {
      $0.firstMatch(of: /\\(?:newpage|pagebreak|begin|end|textbf|emph|cite[pt]?|ref|label|footnote)\b/)?.0
    },
  ]
}
