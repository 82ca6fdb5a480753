/// Writes notebooks in real Swift that share state in every way the language has, and through files, the environment and
/// what the process holds, and changes them and the world around them, as chance will have it. All numbers wrap, so
/// that nothing traps.
struct RandomNotebook {
  /// Numbers that are the same in every run of the tests (SplitMix64).
  private struct Chance: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  /// What replaces the parts of a statement when it is edited; `%e` stands for an expression, `%b` for the body of a
  /// function of `x`, `%n` for a small number.
  private struct Line {
    var template: String
    var text = ""
    /// What later lines may mention: expressions and statements with the same marks.
    var offers: Offers = Offers()
    /// Later lines rely on it.
    var isDeclaration = false
  }

  private struct Offers {
    /// Of type Int.
    var expressions: [String] = []
    /// Statements.
    var actions: [String] = []
  }

  private struct Cell {
    var title: String
    var option: String?
    var isText = false
    var lines: [Line]
  }

  private var chance: Chance
  private var cells: [Cell] = []
  private var parameter = 2
  private var count = 0
  private let world: String
  /// What stands in the data file.
  private(set) var data = 5
  /// What the environment says.
  private(set) var surroundings = 3
  /// How many files the listed folder holds.
  private(set) var listed = 2

  /// - Parameter world: the folder of the data file and of the files that the notebook writes.
  init(seed: UInt64, world: String) {
    chance = Chance(state: seed)
    self.world = world
    writeDeclarations()
    for _ in 0..<(4 + below(5)) { cells.append(actingCell()) }
    for index in cells.indices { fill(index) }
  }

  private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &chance) }

  /// The variable of the environment that edits change.
  static let variable = "SONGBOOK_RANDOM"

  func dataFile() -> String { world + "/data.txt" }
  func listedFolder() -> String { world + "/listed" }

  // MARK: Text

  var source: String {
    var text = """
      import Foundation
      import Songbook
      import Synchronization
      // %% Parameters tags=["parameters"]
      let parameter = \(parameter)

      """
    for cell in cells {
      if cell.isText {
        text += "// %% [markdown] \(cell.title)\n"
        for line in cell.lines { text += "// It is \\(\(line.text)).\n" }
        continue
      }
      text += "// %% \(cell.title)\n"
      // A cell that is shown again does not append again, and the file would not be that of a run without the cache.
      let appends = cell.lines.contains { $0.text.contains(/\blog\d+\.add/) }
      if let option = appends ? "cache: false" : cell.option { text += "//| \(option)\n" }
      for line in cell.lines { text += line.text + "\n" }
    }
    return text
  }

  // MARK: Declarations

  /// Ways in which a notebook holds state, each with what can be done to it. `#` stands for a number of its own.
  private static let declarations: [(text: String, expressions: [String], actions: [String])] = [
    ("var g# = %n", ["g#"], ["g# &+= %e", "g# = %e &+ 0", "change#(&g#, %e)"]),
    ("enum H# { nonisolated(unsafe) static var n = %n }", ["H#.n"], ["H#.n &+= %e"]),
    (
      "extension Int { nonisolated(unsafe) static var e#: [Int] = [%n, %n] }", ["Int.e#.count", "Int.e#[0]"],
      ["Int.e#.append(%e)", "Int.e#[0] = %e"]
    ),
    ("struct L# { static let made: Int = { %s; return %n }() }", ["L#.made"], []),
    (
      """
      final class R# { nonisolated(unsafe) static let shared = R#(); var items: [Int] = [%n]; lazy var late = items.count
        func add(_ x: Int) -> Int { items.append(x); return items.count } }
      """, ["R#.shared.items.count", "R#.shared.add(%e)", "R#.shared.late"], ["R#.shared.items[0] &+= %e"]
    ),
    (
      """
      final class C# { var n: Int; var other = %n; init(_ n: Int) { self.n = n }
        func bump(_ x: Int) -> Int { n &+= x; return n } }
      let c# = C#(%e); let d# = C#(%n)
      let a# = c#, both# = [c#, d#]
      """, ["c#.n", "d#.other", "a#.n", "both#[1].n", "c#.bump(%e)", "a#.other"],
      ["both#[0].n = %e", "d#.other &+= %e", "c#[keyPath: \\.other] = %e", "for c in both# { c.n &+= %n }"]
    ),
    (
      "struct P# { var k = %n; func go(_ x: Int) -> Int { %b } }\nlet p# = P#()", ["p#.go(%e)", "P#(k: %n).go(%e)"], []
    ),
    (
      "protocol Q# {}\nextension Q# { func act(_ x: Int) -> Int { %b } }\nstruct T#: Q# {}\nlet t#: any Q# = T#()",
      ["t#.act(%e)"], []
    ),
    ("struct F# { func callAsFunction(_ x: Int) -> Int { %b } }\nlet f# = F#()", ["f#(%e)"], []),
    ("struct I# { subscript(x: Int) -> Int { %b } }\nlet i# = I#()", ["i#[%e]"], []),
    (
      "struct V# { var v: Int; static func + (a: V#, b: V#) -> V# { let x = b.v; return V#(v: a.v &+ { %b }()) } }",
      ["(V#(v: %n) + V#(v: %e)).v"], []
    ),
    (
      "struct D#: CustomStringConvertible { var x: Int; var description: String { let y = { %b }(); return \"\\(y)\" } }",
      ["\"\\(D#(x: %e))\".count"], []
    ),
    (
      """
      @propertyWrapper struct W# { var wrappedValue: Int { didSet { let x = wrappedValue; _ = { %b }() } } }
      struct S# { @W# var v = %n }
      var s# = S#()
      """, ["s#.v"], ["s#.v = %e"]
    ),
    ("var o# = %n { didSet { let x = o#; _ = { %b }() } }", ["o#"], ["o# = %e &+ 0"]),
    ("let k# = { (x: Int) -> Int in %b }", ["k#(%e)", "[%n, %n].map(k#).count"], []),
    ("let ks# = [{ (x: Int) -> Int in %b }, { (x: Int) -> Int in %b }]", ["ks#[0](%e)", "ks#[1](%e)"], []),
    ("let kd# = [\"a\": { (x: Int) -> Int in %b }]", ["kd#[\"a\"]!(%e)"], []),
    (
      "func counter#() -> () -> Int { var n = %n; return { n &+= 1; return n } }\nlet n# = counter#()\nlet u# = (n#, 1)",
      ["n#()", "u#.0()"], []
    ),
    (
      "let m# = NSMutableArray()\nstruct M# { func add(_ x: Int) -> Int { m#.add(x); return m#.count } }\nlet w# = M#()",
      ["m#.count", "w#.add(%e)"], ["m#.add(%e)"]
    ),
    ("let x# = Mutex(%n)\nfunc lock#(_ x: Int) -> Int { x#.withLock { $0 &+= x; return $0 } }", ["lock#(%e)"], []),
    ("func y#(_ x: Int) -> Int { %b }", ["y#(%e)"], []),
    (
      "actor A# { var n = %n; func add(_ x: Int) -> Int { n &+= x; return n } }\nlet r# = A#()",
      ["(await r#.n)", "(await r#.add(%e))"], []
    ),
    (
      "final class Z# { let x: Int; init(_ x: Int) { self.x = x }; deinit { _ = { %b }() } }\nvar z#: Z#? = Z#(%n)",
      ["(z# == nil ? 0 : 1)"], ["z# = nil", "z# = Z#(%e)"]
    ),
    (
      "let b# = UnsafeMutablePointer<Int>.allocate(capacity: 1)\nb#.pointee = %n\nstruct B# { func set(_ x: Int) -> Int { b#.pointee &+= x; return x } }\nlet bb# = B#()",
      ["b#.pointee", "bb#.set(%e)"], ["b#.pointee = %e"]
    ),
    (
      """
      enum File# { static let path = "%w/file#.txt"
        static func read() -> Int { Int((try? String(contentsOfFile: path, encoding: .utf8)) ?? "") ?? 0 }
        static func write(_ x: Int) { try! "\\(x)".write(toFile: path, atomically: true, encoding: .utf8) } }
      """, ["File#.read()", "(FileManager.default.fileExists(atPath: File#.path) ? 1 : 0)"],
      ["File#.write(%e)", "File#.write(File#.read() &+ %n)", "try? FileManager.default.removeItem(atPath: File#.path)"]
    ),
    (
      """
      struct Log# { let path = "%w/log#.txt"
        func add(_ x: Int) { let file = fopen(path, "a")!; fputs("\\(x) ", file); fclose(file) }
        var length: Int { var facts = stat(); return stat(path, &facts) == 0 ? Int(facts.st_size) : 0 } }
      let log# = Log#()
      """, ["log#.length"],
      ["log#.add(%e)", "_ = unlink(log#.path)", "_ = rename(log#.path, log#.path + \".old\")"]
    ),
    (
      "func files#() -> Int { (try? FileManager.default.contentsOfDirectory(atPath: \"%w/made#\"))?.count ?? 0 }\n_ = mkdir(\"%w/made#\", 0o777)",
      ["files#()"], ["_ = mkdir(\"%w/made#/\\(%e)\", 0o777)", "_ = rmdir(\"%w/made#/\\(%e)\")"]
    ),
    (
      """
      struct Setting# { var value: Int {
          get { Int(ProcessInfo.processInfo.environment["SONGBOOK_RANDOM_#"] ?? "") ?? 0 }
          nonmutating set { setenv("SONGBOOK_RANDOM_#", "\\(newValue)", 1) } } }
      let setting# = Setting#()
      """, ["setting#.value", "(getenv(\"SONGBOOK_RANDOM_#\") == nil ? 0 : 1)"],
      ["setting#.value = %e", "_ = unsetenv(\"SONGBOOK_RANDOM_#\")"]
    ),
    (
      "struct Dice# { func roll() -> Int { Int(rand() % 100) } }\nlet dice# = Dice#()", ["dice#.roll()"],
      ["srand(UInt32(abs(%e) % 1000))", "_ = dice#.roll()"]
    ),
    (
      """
      let group# = DispatchGroup()
      nonisolated(unsafe) var j# = %n
      struct Worker# { func start(_ x: Int) { DispatchQueue.global().async(group: group#) { usleep(2_000); j# &+= x } }
        func result() -> Int { group#.wait(); return j# } }
      let worker# = Worker#()
      """, ["worker#.result()"], ["group#.wait(); worker#.start(%e)"]
    ),
  ]

  private mutating func writeDeclarations() {
    var chosen = [0, 1 + below(3)]
    for _ in 0..<(3 + below(5)) { chosen.append(below(Self.declarations.count)) }
    var cell = Cell(title: "State", lines: [])
    for kind in chosen {
      count += 1
      let (text, expressions, actions) = Self.declarations[kind]
      func named(_ text: String) -> String { text.replacing("#", with: "\(count)") }
      if actions.contains(where: { $0.contains("change#") }) {
        cell.lines.append(
          Line(
            template: named("func change#(_ number: inout Int, _ x: Int) { number &+= { %b }() }"), isDeclaration: true)
        )
      }
      cell.lines.append(
        Line(
          template: named(text), offers: Offers(expressions: expressions.map(named), actions: actions.map(named)),
          isDeclaration: true))
      if below(2) == 0 {
        cells.append(cell)
        cell = Cell(title: "State \(count)", lines: [])
      }
    }
    cells.append(cell)
    cells.removeAll { $0.lines.isEmpty }
  }

  // MARK: Cells

  private mutating func actingCell() -> Cell {
    count += 1
    if below(7) == 0 {
      return Cell(
        title: "Text \(count)", isText: true, lines: (0...below(2)).map { _ in Line(template: "%e") })
    }
    var cell = Cell(title: "Cell \(count)", lines: [])
    if below(5) == 0 { cell.option = "cache: true" }
    for _ in 0...below(3) { cell.lines.append(actingLine()) }
    if below(3) > 0 { cell.lines.append(Line(template: "%e")) }
    return cell
  }

  private mutating func actingLine() -> Line {
    count += 1
    switch below(9) {
    case 0, 1:
      return Line(
        template: "let v\(count) = %e", offers: Offers(expressions: ["v\(count)"]), isDeclaration: true)
    case 2:
      return Line(
        template: "var v\(count) = %e", offers: Offers(expressions: ["v\(count)"], actions: ["v\(count) &+= %e"]),
        isDeclaration: true)
    case 3: return Line(template: "print(%e)")
    case 4: return Line(template: "if %e > %n { %s }")
    case 5: return Line(template: "for _ in 0..<(abs(%e % 3)) { %s }")
    case 6: return Line(template: "_ = %e")
    default: return Line(template: "%s")
    }
  }

  /// Writes the lines of a cell again.
  private mutating func fill(_ cell: Int) {
    for line in cells[cell].lines.indices { fill(cell, line) }
  }

  private mutating func fill(_ cell: Int, _ line: Int) {
    var offers = Offers(expressions: [
      "parameter", "Int((try? String(contentsOfFile: \"\(dataFile())\", encoding: .utf8)) ?? \"\")!",
      "((try? FileManager.default.contentsOfDirectory(atPath: \"\(listedFolder())\"))?.count ?? 0)",
      "(Int(ProcessInfo.processInfo.environment[\"\(Self.variable)\"] ?? \"\") ?? 0)",
    ])
    for earlier in cells[..<cell].flatMap(\.lines) + cells[cell].lines[..<line] {
      offers.expressions += earlier.offers.expressions
      offers.actions += earlier.offers.actions
    }
    // Waiting is for top-level code and not for functions.
    let template = cells[cell].lines[line].template
    let isDeclaration = template.contains("%b") || template.contains("{ %s")
    if isDeclaration || cells[cell].isText {
      offers.expressions.removeAll { $0.contains("await") }
    }
    cells[cell].lines[line].text = filled(template, offers, depth: 0)
  }

  private mutating func filled(_ template: String, _ offers: Offers, depth: Int) -> String {
    var text = ""
    var rest = template[...]
    while let mark = rest.firstIndex(of: "%") {
      text += rest[..<mark]
      rest = rest[mark...].dropFirst()
      let kind = rest.first
      switch kind {
      case "n": text += "\(below(9))"
      case "w": text += world
      case "e": text += expression(offers, depth: depth)
      case "s": text += action(offers, depth: depth)
      case "b": text += body(offers, depth: depth)
      default:
        text += "%"
        continue
      }
      rest = rest.dropFirst()
    }
    return text + rest
  }

  private mutating func expression(_ offers: Offers, depth: Int) -> String {
    if depth > 2 || below(4) == 0 { return "\(below(9))" }
    if below(5) == 0 {
      // The compiler takes long over sums of sums of literals alone.
      let one = expression(offers, depth: depth + 1)
      return "(Int(\(one)) &+ \(expression(offers, depth: depth + 1)))"
    }
    return filled(offers.expressions[below(offers.expressions.count)], offers, depth: depth + 1)
  }

  private mutating func action(_ offers: Offers, depth: Int) -> String {
    guard !offers.actions.isEmpty, below(4) > 0 else { return "_ = " + expression(offers, depth: depth) }
    return filled(offers.actions[below(offers.actions.count)], offers, depth: depth + 1)
  }

  /// Of a function of `x`.
  private mutating func body(_ offers: Offers, depth: Int) -> String {
    switch below(4) {
    case 0: return "return x &+ \(expression(offers, depth: depth + 1))"
    case 1: return "if x > \(below(6)) { \(action(offers, depth: depth + 1)) }; return x"
    default: return "\(action(offers, depth: depth + 1)); return x &+ \(below(9))"
    }
  }

  // MARK: Edits

  /// Changes something: a line, a body, the parameter, the data, the world around.
  /// - Returns: what was changed.
  mutating func edit() -> String {
    switch below(12) {
    case 0:
      parameter = below(9)
      return "the parameter"
    case 1:
      data = below(9)
      return "the data"
    case 10:
      surroundings = below(9)
      return "the environment"
    case 11:
      listed = below(4)
      return "a folder"
    case 2:
      let cell = below(cells.count)
      guard let line = cells[cell].lines.indices.first(where: { !cells[cell].lines[$0].isDeclaration }),
        cells[cell].lines.count > 1
      else { return "nothing" }
      cells[cell].lines.remove(at: line)
      return "a line of \(cells[cell].title) is gone"
    case 3, 4:
      let cell = below(cells.count)
      guard !cells[cell].isText else { return "nothing" }
      let end = cells[cell].lines.last?.template == "%e" ? cells[cell].lines.count - 1 : cells[cell].lines.count
      let line = below(end + 1)
      cells[cell].lines.insert(actingLine(), at: line)
      fill(cell, line)
      return "a new line in \(cells[cell].title)"
    case 5:
      let cell = actingCell()
      let place = 1 + below(cells.count)
      cells.insert(cell, at: place)
      fill(place)
      return "the new \(cell.title)"
    default:
      let cell = below(cells.count)
      let line = below(cells[cell].lines.count)
      fill(cell, line)
      return "a line of \(cells[cell].title)"
    }
  }
}
