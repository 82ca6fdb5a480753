import Runs
import Testing

@testable import Notebooks

private let script = """
  // %% Parameters tags=["parameters"]
  let file = "a.csv"
  let minimum = 50, seed = -5
  let share: Double = 1
  let verbose = false
  let genres: [String] = []
  let years = [
    1990,
    2000,
  ]; let weights = [0.5]
  let switches: [Bool] = [true]

  // %% Use
  //| label: fig-x
  print(file)
  """

@Suite struct `A parameter` {
  private let notebook = Notebook.parse(source: script, path: "a.swift").notebook

  private func literal(_ name: String, _ value: ParameterOverride.Value) -> String? {
    let parsed = notebook.overriding([ParameterOverride(name: name, value: value)])
    guard parsed.diagnostics.isEmpty else { return nil }
    return parsed.notebook.parameters.first { $0.name == name }?.defaultLiteral
  }

  @Test(arguments: [
    ("file", "b.csv", #""b.csv""#), ("file", "", #""""#), ("file", #"a"\(b)"#, #""a\"\\(b)""#),
    ("file", "a\nb\t\u{1}\u{2028}日本", #""a\nb\t\u{1}\u{2028}日本""#), ("file", "12", #""12""#), ("minimum", "80", "80"),
    ("minimum", "-3", "-3"), ("seed", "7", "7"), ("share", "0.25", "0.25"), ("share", "2", "2.0"),
    ("share", "-1e-3", "-0.001"), ("verbose", "true", "true"),
    ("genres", "pop,k-pop, rock", #"["pop", "k-pop", "rock"]"#),
    ("genres", #"["a, b", 'c']"#, #"["a, b", "c"]"#), ("genres", "", "[]"), ("years", "1, 2", "[1, 2\n\n\n]"),
    ("weights", "[1, 0.5]", "[1.0, 0.5]"), ("switches", "true,false", "[true, false]"), ("switches", "", "[]"),
    ("genres", #"['a  ', "no", no]"#, #"["a  ", "no", "no"]"#), ("file", "\u{301}x\u{600}", "\"\u{301}x\u{600}\""),
  ])
  func `takes a value of its type`(name: String, text: String, expected: String) {
    #expect(literal(name, .text(text)) == expected)
  }

  @Test(arguments: [
    ("minimum", "many"), ("minimum", "1.5"), ("minimum", ""), ("minimum", "99999999999999999999"), ("share", "half"),
    ("share", "nan"), ("share", "1e999"), ("verbose", "yes"), ("verbose", "1"), ("years", "1,x"), ("years", "1.5"),
    ("weights", "a"), ("genres", "[a"), ("years", "[[1]]"), ("share", "0x1p3"), ("share", "inf"), ("switches", "1"),
    ("switches", "yes,no"), ("genres", "[a, null]"),
  ])
  func `refuses another type`(name: String, text: String) {
    let parsed = notebook.overriding([ParameterOverride(name: name, value: .text(text))])
    #expect(parsed.diagnostics.map(\.code) == ["wrong-parameter-type"])
    #expect(parsed.notebook == notebook)
  }

  @Test func `takes a list`() {
    #expect(literal("genres", .list(["a,b"])) == #"["a,b"]"#)
    #expect(literal("file", .list(["a"])) == nil)
  }

  @Test func `keeps the lines where they are`() {
    let overrides = ["file=a\nb", "years=1", "seed=1000000", "weights=1,2,3"].map { argument in
      try? ParameterOverride(argument: argument)
    }
    let changed = notebook.overriding(overrides.compactMap { $0 })
    #expect(changed.diagnostics == [])
    #expect(changed.notebook.cells.map(\.range.startLine) == notebook.cells.map(\.range.startLine))
    #expect(changed.notebook.cells[1].statements.map(\.range) == notebook.cells[1].statements.map(\.range))
    #expect(changed.notebook.parameters.map(\.line) == notebook.parameters.map(\.line))
    #expect(changed.notebook.parameters.map(\.kind) == notebook.parameters.map(\.kind))
  }

  @Test func `can be given twice, and the last one holds`() throws {
    let overrides = try ["minimum=1", "minimum=2"].map { try ParameterOverride(argument: $0) }
    #expect(notebook.overriding(overrides).notebook.parameters[1].defaultLiteral == "2")
  }

  @Test func `that is unknown is an error that names the nearest one`() throws {
    let parsed = notebook.overriding([try ParameterOverride(argument: "minimun=1")])
    #expect(
      DiagnosticFormatter().string(parsed.diagnostics) == """
        -p minimun: error: a.swift has no parameter `minimun` [unknown-parameter]
             = help: did you mean `minimum`?
        1 error
        """)
  }

  @Test func `is written name=value`() {
    #expect(throws: Diagnostic.self) { try ParameterOverride(argument: "minimum") }
    #expect(throws: Diagnostic.self) { try ParameterOverride(argument: "=1") }
    #expect((try? ParameterOverride(argument: "a=b=c"))?.value == .text("b=c"))
  }

  @Test func `can come from YAML`() throws {
    let yaml = "minimum: 80\ngenres:\n  - pop\n  - 1990\nfile: 'x: y'\nverbose: true\n"
    let parsed = notebook.overriding(try ParameterOverride.read(yaml: yaml, path: "p.yaml"))
    #expect(parsed.diagnostics == [])
    #expect(
      parsed.notebook.parameters.map(\.defaultLiteral).prefix(6)
        == [#""x: y""#, "80", "-5", "1", "true", #"["pop", "1990"]"#])
  }

  @Test func `from YAML is kept exactly`() throws {
    let yaml = "\u{FEFF}file: 'a  '\r\ngenres: [no, yes, 2024-01-02, 1.0, ~x, 'b ']\r\nminimum: 7"
    let parsed = notebook.overriding(try ParameterOverride.read(yaml: Array(yaml.utf8), path: "p.yaml"))
    #expect(parsed.diagnostics == [])
    #expect(
      parsed.notebook.parameters.map(\.defaultLiteral).prefix(6)
        == [#""a  ""#, "7", "-5", "1", "false", #"["no", "yes", "2024-01-02", "1.0", "~x", "b "]"#])
    #expect(try ParameterOverride.read(yaml: "file: |\n  a\n  b\n", path: "p.yaml").map(\.value) == [.text("a\nb\n")])
  }

  @Test(arguments: [
    ("genres: [a, null]", 1, "holds nothing (null)"), ("file: a\r\rgenres:\r\n", 3, "not nothing (null)"),
  ])
  func `from YAML without a value is refused with its line`(yaml: String, line: Int, words: String) {
    let problem = #expect(throws: Diagnostic.self) { try ParameterOverride.read(yaml: yaml, path: "p.yaml") }
    #expect(problem?.line == line)
    #expect(problem?.message.contains(words) == true, "\(problem?.message ?? "")")
  }

  @Test func `file that is no UTF-8 is refused with its line`() {
    let problem = #expect(throws: Diagnostic.self) {
      try ParameterOverride.read(yaml: Array("file: a\ngenres: [".utf8) + [0xE9, 0x5D], path: "p.yaml")
    }
    #expect(problem?.code == "encoding" && problem?.line == 2 && problem?.column == 10)
  }

  /// What other tools take for parameters is refused at its place, with what to write instead.
  @Test(arguments: [
    ("let day: String? = nil", "always has a value"), ("let days: [String?] = [\"a\", nil]", "always has a value"),
    ("let f: Float = 1.5", "write `Double`"), ("let c: Character = \"x\"", "write `String`"),
    ("let n: Int8 = 3", "write `Int`"), ("let pairs = [\"a\": 1]", "two lists"), ("let t = (1, 2)", "each part"),
    ("let r = 1...3", "each end of the range"), ("let when = Date()", "the date as text"),
    ("let when = Date(timeIntervalSince1970: 0)", "the date as text"), ("let mode: Mode = .fast", "name of the case"),
    ("enum Mode: String { case fast, slow }", "another cell"), ("let none = []", "the type of an empty list"),
    ("let text = \"\"\"\n  a\n  \"\"\"", "on one line"), ("let long = \"a\" + \"b\"", "next cell"),
    ("var v = 3", "`let`"),
    ("let x: Int = 1.5", "a parameter is a String"), ("let mixed = [1, \"a\"]", "elements of a list"),
  ])
  func `of another kind is refused with what to write`(declaration: String, words: String) {
    let source = "import Songbook\n// %% tags=[\"parameters\"]\n/// Help.\n\(declaration)\n"
    let diagnostics = Notebook.parse(source: source, path: "a.swift").diagnostics
    #expect(diagnostics.map(\.line) == [4])
    #expect(diagnostics.first?.hint?.contains(words) == true, "\(diagnostics.first?.hint ?? "")")
  }

  @Test func `from YAML is wrong in its own file`() throws {
    let overrides = try ParameterOverride.read(yaml: "file: a\nminimum: many\n", path: "p.yaml")
    #expect(
      DiagnosticFormatter().string(notebook.overriding(overrides).diagnostics) == """
        p.yaml:2:1: error: `minimum` (Int) takes a whole number, not `many` [wrong-parameter-type]
           2 | minimum: many
             | ^
             = help: its value in the script is 50
        1 error
        """)
    #expect(throws: Diagnostic.self) { try ParameterOverride.read(yaml: "a: {b: c}", path: "p.yaml") }
    #expect(throws: Diagnostic.self) { try ParameterOverride.read(yaml: "- a", path: "p.yaml") }
    #expect(throws: Diagnostic.self) { try ParameterOverride.read(yaml: "a: 1\na: 2", path: "p.yaml") }
  }
}

extension Notebook {
  /// The notebook with other values for some of its parameters.
  ///
  /// The literals are replaced in the source and the source is read again, so that everything computed from a parameter
  /// follows. Lines keep their numbers. A name that comes twice takes its last value. When a name is unknown or a value
  /// is of the wrong type, the notebook comes back as it was, with the reasons.
  fileprivate func overriding(_ overrides: [ParameterOverride]) -> ParsedNotebook {
    let (literals, diagnostics) = literals(of: overrides)
    guard diagnostics.isEmpty, !literals.isEmpty else {
      return ParsedNotebook(notebook: self, diagnostics: diagnostics)
    }
    return Notebook.parse(source: source(replacing: literals), path: path)
  }

  private func source(replacing literals: [String: String]) -> String {
    let bytes = Array(source.utf8)
    var result: [UInt8] = []
    var end = 0
    for parameter in parameters.sorted(by: { $0.literalStart < $1.literalStart }) {
      guard let literal = literals[parameter.name] else { continue }
      result += bytes[end..<parameter.literalStart]
      end = parameter.literalEnd
      result += literal.utf8
    }
    return String(decoding: result + bytes[end...], as: UTF8.self)
  }
}
