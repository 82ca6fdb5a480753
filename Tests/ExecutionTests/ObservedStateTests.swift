import Execution
import Foundation
import Notebooks
import Runs
import Testing

/// What statements do to each other without naming it is seen as they run.
@Suite struct ObservedStateTests {
  let bench: Bench
  init() throws { bench = try Bench() }

  /// A way to hold state, to change it out of sight, and to show it.
  struct Way: Sendable {
    var state: String
    var act: String
    var show: String
  }

  static let ways = [
    Way(
      state: "var a1 = 0\nstruct A1 { func play() { a1 += 1 } }\nlet a2 = A1()", act: "a2.play()", show: "a1"),
    Way(
      state:
        "struct B1 { static var rolls = 0\n  func roll() -> Int { B1.rolls += 1; return B1.rolls } }\nlet b1 = B1()",
      act: "let b2 = b1.roll()", show: "B1.rolls"),
    Way(
      state: """
        final class C1 { static let shared = C1(); var names: [String] = [] }
        struct C2 { let name: String; func register() { C1.shared.names.append(name) } }
        let c1 = ["a", "b"].map(C2.init)
        """, act: "for song in c1 { song.register() }", show: "C1.shared.names.count"),
    Way(
      state: "var d1 = 0\nstruct D1 { var value: Int { d1 += 1; return d1 } }\nlet d2 = D1()",
      act: "let d3 = d2.value", show: "d1"),
    Way(
      state: "var e1: [Int] = []\nstruct E1 { subscript(i: Int) -> Int { e1.append(i); return i } }\nlet e2 = E1()",
      act: "print(e2[4])", show: "e1.count"),
    Way(
      state: "var f1 = 0\nstruct F1 { static func + (a: F1, b: F1) -> F1 { f1 += 1; return a } }\nlet f2 = F1()",
      act: "let f3 = f2 + f2", show: "f1"),
    Way(
      state:
        "var g1 = 0\nprotocol G1 {}\nextension G1 { func see() { g1 += 1 } }\nstruct G2: G1 {}\nlet g2: any G1 = G2()",
      act: "g2.see()", show: "g1"),
    Way(state: "var h1 = 0\nlet h2 = [{ h1 += 1 }, { h1 += 10 }]", act: "for step in h2 { step() }", show: "h1"),
    Way(
      state:
        "var i1 = 0\nstruct I1: CustomStringConvertible { var description: String { i1 += 1; return \"i\" } }\nlet i2 = I1()",
      act: "print(\"\\(i2)\")", show: "i1"),
    Way(
      state: """
        var j1 = 0
        @propertyWrapper struct J1 { var wrappedValue: Int { didSet { j1 += 1 } } }
        struct J2 { @J1 var v = 0 }
        var j2 = J2()
        """, act: "j2.v = 5", show: "j1"),
    Way(
      state:
        "var k1: [Int] = []\nvar k2 = 1 { didSet { k1.append(k2) } }\nstruct K1 { func set(_ n: Int) { k2 = n } }\nlet k3 = K1()",
      act: "k3.set(4)", show: "k1.count"),
    Way(
      state: """
        final class L1 { var v = 1 }
        struct L2 { let box: L1; func set(_ path: ReferenceWritableKeyPath<L1, Int>, _ n: Int) { box[keyPath: path] = n } }
        let l1 = L1()
        let l2 = L2(box: l1)
        """, act: "l2.set(\\.v, 4)", show: "l1.v"),
    Way(
      state:
        "actor M1 { static let shared = M1(); var n = 0; func add(_ k: Int) { n += k } }\nstruct M2 { func work() async { await M1.shared.add(3) } }\nlet m1 = M2()",
      act: "await m1.work()", show: "await M1.shared.n"),
    Way(
      state:
        "final class N1: @unchecked Sendable { static let shared = N1(); var n = 0 }\nstruct N2 { func work() async { await Task { N1.shared.n += 2 }.value } }\nlet n1 = N2()",
      act: "await n1.work()", show: "N1.shared.n"),
    Way(
      state:
        "var o1 = [1, 2]\nstruct O1 { func write(_ n: Int) { o1.withUnsafeMutableBufferPointer { $0[0] = n } } }\nlet o2 = O1()",
      act: "o2.write(9)", show: "o1[0]"),
    Way(
      state:
        "let p1 = UnsafeMutablePointer<Int>.allocate(capacity: 1)\np1.pointee = 1\nstruct P1 { func write(_ n: Int) { p1.pointee = n } }\nlet p2 = P1()",
      act: "p2.write(9)", show: "p1.pointee"),
    Way(
      state: "var q1 = 0\nfinal class Q1 { deinit { q1 += 1 } }\nstruct Q2 { func make() { _ = Q1() } }\nlet q2 = Q2()",
      act: "q2.make()", show: "q1"),
    Way(
      state: "let r1 = Mutex(0)\nstruct R1 { func add(_ k: Int) { r1.withLock { $0 += k } } }\nlet r2 = R1()",
      act: "r2.add(2)", show: "r1.withLock { $0 }"),
    Way(
      state: "let s1 = NSMutableArray()\nstruct S1 { func add() { s1.add(1) } }\nlet s2 = S1()", act: "s2.add()",
      show: "s1.count"),
    Way(
      state:
        "func t1() -> () -> Int { var n = 0; return { n += 1; return n } }\nlet t2 = t1()\nstruct T1 { let f: () -> Int }\nlet t3 = T1(f: t2)",
      act: "let t4 = t3.f()", show: "t2()"),
    Way(
      state: "struct U1 { func put() { Thread.current.threadDictionary[\"songbook\"] = 3 } }\nlet u1 = U1()",
      act: "u1.put()", show: "(Thread.current.threadDictionary[\"songbook\"] as? Int) ?? 0"),
    Way(
      state: "var v1 = 3\nenum V1 { static let rows = Array(repeating: 1, count: v1) }",
      act: "print(V1.rows.count)\nv1 = 5", show: "V1.rows.count"),
    Way(
      state:
        "var w1 = 0\nstruct W1: Equatable { static func == (a: W1, b: W1) -> Bool { w1 += 1; return true } }\nlet w2 = [W1(), W1()]",
      act: "let w3 = w2.contains(W1())", show: "w1"),
    Way(
      state:
        "var x1 = 0\nstruct X1: IteratorProtocol, Sequence { var k = 3; mutating func next() -> Int? { x1 += 1; k -= 1; return k > 0 ? k : nil } }",
      act: "let x2 = Array(X1())", show: "x1"),
  ]

  /// - Parameters:
  ///   - added: what is added to what is shown.
  ///   - acts: how often is acted; `let` once.
  private static func source(added: Int, acts: Int = 1, optimize: Bool = false) -> String {
    var text = "import Foundation\nimport Songbook\nimport Synchronization\n"
    if optimize { text = "// ---\n// optimize: true\n// ---\n" + text }
    for (number, way) in ways.enumerated() { text += "// %% State \(number)\n\(way.state)\n" }
    for (number, way) in ways.enumerated() {
      let times = way.act.hasPrefix("let") ? 1 : acts
      text += "// %% Act \(number)\n" + String(repeating: way.act + "\n", count: times)
    }
    for (number, way) in ways.enumerated() { text += "// %% Show \(number)\n\(way.show) + \(added)\n" }
    return text
  }

  private func ran(_ finished: RunResult) -> [String] {
    finished.run.cells.filter { $0.seconds != nil }.map { $0.title ?? "line \($0.startLine)" }
  }

  private func expectTheSame(_ source: String, _ name: String = "study") async throws -> RunResult {
    let again = try await bench.run(source, name: name)
    let clean = try await Bench().run(source, name: name) { $0.usesCache = false }
    #expect(clean.run.status == .ok && again.run.status == .ok)
    for cell in clean.run.cells.indices {
      #expect(again.run.shown(cell) == clean.run.shown(cell), "\(clean.run.cells[cell].title ?? "")")
    }
    return again
  }

  @Test(arguments: [false, true]) func whatIsChangedOutOfSightReachesWhoReadsIt(optimize: Bool) async throws {
    let first = try await bench.run(Self.source(added: 0, optimize: optimize))
    #expect(first.run.status == .ok)
    #expect(ran(try await bench.run(Self.source(added: 0, optimize: optimize))) == [])
    let shown = try await expectTheSame(Self.source(added: 1, optimize: optimize))
    if !optimize { #expect(ran(shown).allSatisfy { $0.hasPrefix("Show") }) }
    let acted = try await expectTheSame(Self.source(added: 1, acts: 2, optimize: optimize))
    #expect(ran(acted).count >= Self.ways.count)
    #expect(ran(try await bench.run(Self.source(added: 1, acts: 2, optimize: optimize))) == [])
  }

  /// Cells that are independent stay so.
  @Test func whatOtherObjectsDoMakesNothingStale() async throws {
    func source(_ act: String) -> String {
      """
      import Songbook
      // %% Type
      final class Counter { var n = 0; func next() -> Int { n += 1; return n } }
      struct User { let counter: Counter; func use() -> Int { counter.next() } }
      // %% One
      let one = User(counter: Counter())
      // %% Other
      let other = User(counter: Counter())
      // %% Act
      \(act)
      // %% Act too
      print(other.use())
      // %% Show
      print(one.counter.n)
      // %% Show too
      print(other.counter.n)
      """
    }
    _ = try await bench.run(source("print(one.use())"))
    let second = try await bench.run(source("print(one.use(), one.use())"))
    #expect(ran(second) == ["Act", "Show"])
    #expect(second.run.shown(6) == ["stdout: 2\n"] && second.run.shown(7) == ["stdout: 1\n"])
  }

  @Test func aVariableThatIsNotWrittenAgainIsLikeAConstant() async throws {
    func source(_ last: String) -> String {
      "import Songbook\n// %% A\nvar x = 5\n// %% B\nx + 1\n// %% C\nprint(x)\n// %% D\nx * \(last)"
    }
    _ = try await bench.run(source("1"))
    #expect(ran(try await bench.run(source("1"))) == [])
    #expect(ran(try await bench.run(source("2"))) == ["D"])
    #expect(ran(try await bench.run(source("2"))) == [])
  }

  /// A new statement is only known by its names; what it changes shows when it has run.
  @Test func whatANewStatementChangesRunsAfterIt() async throws {
    func source(_ new: String) -> String {
      """
      import Songbook
      // %% A
      final class Registry { static let shared = Registry(); var names = ["first"] }
      extension String { var noted: String { Registry.shared.names.append(self); return self } }
      // %% B
      \(new)
      // %% C
      Registry.shared.names.count
      """
    }
    _ = try await bench.run(source("print(1)"))
    let second = try await expectTheSame(source("print(\"second\".noted)"))
    #expect(second.run.shown(3) == ["value: 2"])
    _ = try await expectTheSame(source("print(1)"))
  }

  /// What fails without what was left out is tried with it.
  @Test func whatIsMissingIsNoFailure() async throws {
    func source(_ last: String) -> String {
      """
      import Songbook
      // %% A
      final class Registry { static let shared = Registry(); var names: [String] = [] }
      extension String { var noted: String { Registry.shared.names.append(self); return self } }
      func last() -> String { let registry = Registry.shared; return registry.names[0] }
      // %% B
      print("second".noted)
      // %% C
      \(last)
      """
    }
    _ = try await bench.run(source("1"))
    let second = try await expectTheSame(source("last()"))
    #expect(second.run.shown(3) == ["value: second"])
  }

  @Test func aFigureThatWasMadeByItselfIsNotMadeAgain() async throws {
    let source = """
      import Songbook
      // %% A
      let xs = [1, 2, 3]
      // %% B
      let ys = xs.map { $0 * 2 }
      ys
      // %% C
      //| label: fig-x
      Chart(ys) { BarMark(x: .value("n", $0), y: .value("name", "n\\($0)")) }
      // %% D
      print(ys.count)
      """
    let notebook = try bench.notebook(source)
    _ = try await Runner(try bench.configuration()).run(notebook, wanted: [3])
    let second = try await bench.run(source)
    #expect(ran(second) == ["line 1", "A", "B", "D"] || ran(second) == ["A", "B", "D"])
    #expect(second.plans.count == 1 && second.run.cells[3].status == .cached)
    #expect(ran(try await bench.run(source)) == [])
  }

  /// It runs behind the last cell.
  @Test func whatIsPutOffToTheEndIsNotLost() async throws {
    func source(_ first: Int, _ last: Int) -> String {
      """
      import Songbook
      // %% A
      defer { print("bye") }
      print(\(first))
      // %% B
      \(last)
      """
    }
    _ = try await bench.run(source(1, 1))
    _ = try await expectTheSame(source(1, 2))
    let third = try await expectTheSame(source(2, 2))
    #expect(third.run.shown(2) == ["value: 2", "stdout: bye\n"])
    #expect(ran(try await bench.run(source(2, 2))) == [])
  }

  @Test func theReasonNamesWhatIsChangedAndWhere() async throws {
    func source(_ act: String) -> String {
      """
      import Songbook
      // %% State
      var played = 0
      struct Player { func play() { played += 1 } }
      let player = Player()
      // %% Play
      \(act)
      // %% Show
      print(played)
      """
    }
    _ = try await bench.run(source("player.play()"))
    let text = source("player.play(); player.play()")
    let second = try await bench.run(text)
    let notebook = try bench.notebook(text)
    let explanations = second.plans.flatMap { $0.cells.compactMap { $0.explanation(in: notebook) } }
    #expect(explanations.contains("Show: needs `played`, which cell “Play” makes again"))
    let gone = source("print(1)")
    let third = try await bench.run(gone)
    let show = try #require(third.plans.first?.cells.last?.explanation(in: try bench.notebook(gone)))
    #expect(show.contains("`played`"))
  }
}
