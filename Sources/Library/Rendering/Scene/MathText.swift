/// A line of text in which parts between dollar signs are mathematics: `Energy in $\mathrm{kWh}\,m^{-2}$`.
///
/// A small part of TeX's notation: superscripts and subscripts (`x^2`, `\beta_{01}`), Greek letters, the usual signs
/// (`\pm`, `\times`, `\le`, `\infty`, `\sqrt{x}`, `\bar{x}`), names of functions (`\log`), and upright words
/// (`\mathrm{}`, `\text{}`). Letters alone are variables and slanted. What is no formula of this kind stays as it is
/// written, so that prices in dollars do; `\$` is always a dollar sign.
package struct MathText: Sendable, Hashable {
  /// Letters of one size and height.
  package struct Run: Sendable, Hashable {
    package var text: String
    /// How far above the line the letters stand, in parts of the line's size; negative below it.
    package var rise = 0.0
    /// The size of the letters, in parts of the line's.
    package var scale = 1.0
    package var isSlanted = false
  }

  /// In the order of writing; neighbours differ in their looks.
  package private(set) var runs: [Run] = []
  /// Commands that are not known: the parts with them stay as they are written.
  package private(set) var unknownCommands: [String] = []

  /// Whether a line has anything that could be mathematics.
  package static func isNeeded(for line: String) -> Bool { line.utf8.contains(UInt8(ascii: "$")) }

  /// Whether a name is one formula from its first character to its last.
  package static func isFormula(_ name: String) -> Bool {
    guard name.utf8.first == UInt8(ascii: "$"), name.utf8.count > 2, name.utf8.last == UInt8(ascii: "$"),
      end(of: name.dropFirst()) == name.indices.last
    else { return false }
    return !MathText(name).runs.contains { $0.text.contains("$") }
  }

  /// A name as part of a line with formulas: dollar signs of one that is no formula itself stand for themselves.
  package static func escaped(_ name: String) -> String {
    guard isNeeded(for: name), !isFormula(name) else { return name }
    return name.replacing("$", with: "\\$")
  }

  package init(_ line: String) {
    var rest = Substring(line)
    while let dollar = rest.firstIndex(of: "$") {
      if dollar > rest.startIndex, rest[rest.index(before: dollar)] == "\\" {
        append(Run(text: rest[..<dollar].dropLast() + "$"))
        rest = rest[rest.index(after: dollar)...]
        continue
      }
      append(Run(text: String(rest[..<dollar])))
      let inside = rest[rest.index(after: dollar)...]
      guard let end = Self.end(of: inside) else {
        append(Run(text: "$"))
        rest = inside
        continue
      }
      var parser = Parser(rest: inside[..<end])
      if let runs = parser.formula() {
        for run in runs { append(run) }
        rest = inside[inside.index(after: end)...]
      } else {
        if let command = parser.unknownCommand { unknownCommands.append(command) }
        append(Run(text: "$"))
        rest = inside
      }
    }
    append(Run(text: String(rest)))
  }

  /// The dollar sign that closes a part, which is not escaped.
  private static func end(of text: Substring) -> Substring.Index? {
    text.indices.first { text[$0] == "$" && ($0 == text.startIndex || text[text.index(before: $0)] != "\\") }
  }

  private mutating func append(_ run: Run) {
    guard !run.text.isEmpty else { return }
    if let last = runs.last, last.rise == run.rise, last.scale == run.scale, last.isSlanted == run.isSlanted {
      runs[runs.count - 1].text += run.text
    } else {
      runs.append(run)
    }
  }

  /// What a reader without sizes and heights sees: raised and lowered characters where Unicode has them (`R²`, `x₁`),
  /// else `^` and `_`.
  package var plain: String {
    var text = ""
    var rest = runs[...]
    while let first = rest.first {
      guard first.rise != 0 else {
        text += first.text
        rest.removeFirst()
        continue
      }
      // All that is raised, or lowered, together.
      let part = rest.prefix { $0.rise * first.rise > 0 }
      rest.removeFirst(part.count)
      text += part.count == 1 ? Self.moved(first) : Self.mark(of: first, around: part.map(Self.inner).joined())
    }
    return text
  }

  /// A part of a raised text: raised itself where it stands higher than the rest.
  private static func inner(_ run: Run) -> String { run.scale < 0.6 ? moved(run) : run.text }

  private static func moved(_ run: Run) -> String {
    let table = run.rise > 0 ? superscripts : subscripts
    let characters = run.text.compactMap { table[$0] }
    return characters.count == run.text.count ? String(characters) : mark(of: run, around: run.text)
  }

  private static func mark(of run: Run, around text: String) -> String {
    (run.rise > 0 ? "^" : "_") + (text.count == 1 ? text : "(\(text))")
  }

  /// A line as it is read without sizes and heights.
  package static func plain(_ line: String) -> String { isNeeded(for: line) ? MathText(line).plain : line }

  private static func table(_ plain: String, _ changed: String) -> [Character: Character] {
    Dictionary(uniqueKeysWithValues: zip(plain, changed))
  }
  private static let superscripts = table("0123456789+−=()nixyT", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˣʸᵀ")
  private static let subscripts = table("0123456789+−=()aeioxhklmnpst", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢₒₓₕₖₗₘₙₚₛₜ")
}

/// Reads what stands between two dollar signs.
private struct Parser {
  typealias Run = MathText.Run

  var rest: Substring
  var unknownCommand: String?

  /// The place of what is read now.
  private var rise = 0.0
  private var scale = 1.0
  private var isUpright = false
  /// Whether anything was more than letters and signs: only then were the dollar signs meant as marks.
  private var hasNotation = false

  init(rest: Substring) { self.rest = rest }

  /// Nil where this is no formula.
  mutating func formula() -> [Run]? {
    let isVariable = rest.count == 1 && rest.first?.isLetter == true
    guard let first = rest.first, let last = rest.last, !first.isWhitespace, !last.isWhitespace,
      let runs = runs(until: nil), hasNotation || isVariable
    else { return nil }
    return runs
  }

  private mutating func runs(until end: Character?) -> [Run]? {
    var runs: [Run] = []
    while let character = rest.first {
      if character == end {
        rest.removeFirst()
        return runs
      }
      guard let next = atom() else { return nil }
      runs += next
    }
    return end == nil ? runs : nil
  }

  /// One letter, command or group in braces, with what is raised or lowered behind it.
  private mutating func atom() -> [Run]? {
    guard let character = rest.popFirst() else { return nil }
    switch character {
    case "{": return runs(until: "}")
    case "}": return nil
    case "^", "_":
      hasNotation = true
      let outer = (rise, scale)
      scale *= 0.7
      rise += (character == "^" ? 0.36 : -0.16) * outer.1
      defer { (rise, scale) = outer }
      guard let first = rest.first, first != "^", first != "_" else { return nil }
      return atom()
    case "\\": return command()
    case "-": return [run("\u{2212}")]
    case "'": return [run("′")]
    // Spaces are those that signs ask for.
    case " ": return []
    case "=", "<", ">", "+": return [run(scale == 1 ? " \(character) " : String(character))]
    default: return [run(String(character), isLetter: character.isLetter && character.isASCII)]
    }
  }

  private func run(_ text: String, isLetter: Bool = false) -> Run {
    Run(text: text, rise: rise, scale: scale, isSlanted: isLetter && !isUpright)
  }

  private mutating func command() -> [Run]? {
    hasNotation = true
    guard let first = rest.first else { return nil }
    guard first.isLetter else {
      rest.removeFirst()
      return switch first {
      case ",", ":", ";", " ": [run("\u{2009}")]
      case "!": []
      case "%", "$", "&", "_", "{", "}", "#": [run(String(first))]
      default: nil
      }
    }
    let name = String(rest.prefix { $0.isLetter && $0.isASCII })
    rest.removeFirst(name.count)
    if let letter = Self.letters[name] { return [run(letter)] }
    if let sign = Self.relations[name] { return [run(scale == 1 ? " \(sign) " : sign)] }
    if let accent = Self.accents[name] {
      guard var runs = atom(), !runs.isEmpty else { return nil }
      runs[runs.count - 1].text += accent
      return runs
    }
    if Self.functions.contains(name) { return [run(rest.first == "(" || rest.first == nil ? name : name + "\u{2009}")] }
    switch name {
    case "mathrm", "text", "mathbf", "operatorname": return upright()
    case "sqrt":
      guard let runs = atom() else { return nil }
      let isOne = runs.count == 1 && runs[0].text.count == 1
      return [run(isOne ? "√" : "√(")] + runs + (isOne ? [] : [run(")")])
    case "frac":
      guard let above = atom(), let below = atom() else { return nil }
      return bracketed(above) + [run("∕")] + bracketed(below)
    case "left", "right": return []
    default:
      unknownCommand = "\\" + name
      return nil
    }
  }

  private func bracketed(_ runs: [Run]) -> [Run] {
    runs.count == 1 && runs[0].text.allSatisfy { $0.isLetter || $0.isNumber } ? runs : [run("(")] + runs + [run(")")]
  }

  /// Words with their spaces.
  private mutating func upright() -> [Run]? {
    guard rest.first == "{", let end = rest.firstIndex(of: "}") else { return nil }
    let text = rest[rest.index(after: rest.startIndex)..<end]
    guard !text.contains("{") else { return nil }
    rest = rest[rest.index(after: end)...]
    return [run(String(text.filter { $0 != "\\" }))]
  }

  private static let letters: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "infty": "∞", "partial": "∂", "nabla": "∇", "sum": "∑", "prod": "∏",
    "int": "∫", "circ": "°", "degree": "°", "prime": "′", "ldots": "…", "dots": "…", "hbar": "ħ", "ell": "ℓ",
    "cdot": "·", "quad": "\u{2003}", "langle": "⟨", "rangle": "⟩",
  ]
  private static let relations: [String: String] = [
    "pm": "±", "mp": "∓", "times": "×", "div": "÷", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠",
    "neq": "≠", "approx": "≈", "sim": "∼", "propto": "∝", "equiv": "≡", "to": "→", "rightarrow": "→", "in": "∈",
    "mid": "|",
  ]
  private static let accents: [String: String] = [
    "hat": "\u{302}", "bar": "\u{304}", "tilde": "\u{303}", "dot": "\u{307}", "vec": "\u{20D7}",
  ]
  private static let functions: Set<String> = [
    "log", "ln", "exp", "sin", "cos", "tan", "max", "min", "lim", "arg", "det", "Pr",
  ]
}
