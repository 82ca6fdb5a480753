import Execution
import Foundation
import Notebooks
import Runs
import Testing

/// `cache: true`: what a cell's constants hold comes back, and never as anything else.
@Suite struct CachedValueTests {
  let bench: Bench
  init() throws { bench = try Bench() }

  /// `made` counts how often the cell has run, in folders of names that are made up, which are not watched.
  private func source(cell: String, last: String = "0", options: String = "//| cache: true") -> String {
    """
    import Foundation
    import Songbook
    struct Genre: Codable, Equatable { var name: String; var songs: [Int]; var kind: Kind }
    enum Kind: String, Codable { case broad, narrow }
    final class Box: Codable { var number = 3 }
    // %% Make
    \(options)
    \(cell)
    count("made")
    // %% Show
    "\\(\(last))"
    // %% Counting
    func count(_ name: String) {
      var made = Array(("\(bench.folder)/" + name + "-XXXXXX").utf8CString)
      _ = mkdtemp(&made)
    }
    """
  }

  private var times: Int {
    ((try? FileManager.default.contentsOfDirectory(atPath: bench.folder)) ?? []).count { $0.hasPrefix("made-") }
  }

  private func shown(_ finished: RunResult) -> String {
    finished.run.cells.first { $0.title == "Show" }?.outputs.first?.representations.first?.text ?? "nothing"
  }

  @Test(arguments: [
    ("let value = 0.1 + 0.2", "value.bitPattern"),
    ("let value: [Double?] = [.nan, nil, -0.0, .infinity, 5e-324]", "value.map { $0?.bitPattern ?? 1 }"),
    ("let (one, two) = (Int.min, \"x\\u{0}\\\"\\n\")", "one, two.unicodeScalars.map(\\.value)"),
    ("let value = [Genre(name: \"k-pop\", songs: [1, 2], kind: .narrow)]", "value"),
    ("let value: [String: Set<Int>] = [\"a\": [1]]", "value"),
    ("let value = Date(timeIntervalSince1970: 0.1)", "value.timeIntervalSince1970.bitPattern"),
    ("let value: Int? = nil", "value as Any"),
    (
      "let value: DataFrame = [\"n\": [1, nil, 3], \"t\": [\"a\", nil, \"ä\"], \"x\": [0.5, nil, 2], \"b\": [true, nil, false]]",
      "value, value.shape"
    ),
    ("let value = CalendarDate(year: 1999, month: 5)", "value as Any"),
  ])
  func comesBackAsItWas(cell: String, shows: String) async throws {
    let shows = shows.split(separator: ", ").map { "\\(\($0))" }.joined(separator: " ")
    let last = "\"\(shows)\""
    let first = try await bench.run(source(cell: cell, last: last))
    #expect(first.run.problem == nil && first.run.cells.allSatisfy(\.warnings.isEmpty))
    let second = try await bench.run(source(cell: cell, last: last + " + \"!\""))
    #expect(shown(second) == shown(first) + "!")
    #expect(times == 1)
    #expect(second.plans.first?.cells.contains { !$0.part.restoredValues.isEmpty } == true)
  }

  @Test func whatCannotBeKeptIsToldAndMadeAgain() async throws {
    let cells = ["let value = Box()", "let value = { 3 }()\nlet other = stride(from: 0, to: 3, by: 1)"]
    for (index, cell) in cells.enumerated() {
      let first = try await bench.run(source(cell: cell, last: "value"), name: "study\(index)")
      let warnings = first.run.cells.flatMap(\.warnings)
      #expect(warnings.map(\.code) == ["cache.notKept"])
      #expect(warnings.first?.message.hasPrefix(index == 0 ? "`value`" : "`other`") == true)
    }
    #expect(times == 2)
    let again = try await bench.run(source(cell: cells[0], last: "value.number + 1"), name: "study0")
    #expect(shown(again) == "4" && times == 2)
  }

  @Test func aTypeThatReadsSomethingElseThanItWroteIsNotKept() async throws {
    let cell = """
      struct Odd: Codable, Equatable { var number = 3
        func encode(to encoder: any Encoder) throws { var c = encoder.singleValueContainer(); try c.encode(number + 1) }
        init(from decoder: any Decoder) throws { number = try decoder.singleValueContainer().decode(Int.self) }
        init() {} }
      let value = Odd()
      """
    let first = try await bench.run(source(cell: cell, last: "value.number"))
    #expect(first.run.cells.flatMap(\.warnings).map(\.code) == ["cache.notKept"])
    #expect(shown(try await bench.run(source(cell: cell, last: "value.number + 10"))) == "13")
  }

  /// Types that come back from Codable as something else, each with what shows the difference.
  @Test(arguments: [
    (
      """
      struct Odd: Codable { var number = 1
        func encode(to encoder: any Encoder) throws { var c = encoder.singleValueContainer(); try c.encode(number) }
        init(from decoder: any Decoder) throws { number = 99 }
        init() {} }
      let value = Odd()
      """, "value.number"
    ),
    (
      """
      struct Odd: Codable { var number = 1; var left = 2
        enum CodingKeys: String, CodingKey { case number } }
      let value = Odd(number: 3, left: 4)
      """, "value.left"
    ),
    (
      """
      struct Odd: Codable, Equatable { var number = 1; var left = 2
        enum CodingKeys: String, CodingKey { case number }
        static func == (one: Odd, other: Odd) -> Bool { one.number == other.number } }
      let value = ["a": [Odd(number: 3, left: 4)]]
      """, "value[\"a\"]![0].left"
    ),
    (
      """
      struct Odd: Codable { private var kept: Int?; var number: Int { kept ?? 0 }; var other = 1
        enum CodingKeys: String, CodingKey { case other }
        init() { kept = 7 } }
      let value = Optional(Odd())
      """, "value?.number"
    ),
  ])
  func aTypeThatDoesNotComeBackIsNotKept(cell: String, shows: String) async throws {
    let first = try await bench.run(source(cell: cell, last: shows))
    #expect(first.run.status == .ok, "\(String(describing: first.run.problem))")
    #expect(first.run.cells.flatMap(\.warnings).map(\.code) == ["cache.notKept"])
    let second = try await bench.run(source(cell: cell, last: shows + " as Any"))
    let expected = try await bench.run(source(cell: cell, last: shows + " as Any"), configure: { $0.usesCache = false })
    #expect(shown(second) == shown(expected))
  }

  /// What Codable leaves out is no reason where it is as it would be made.
  @Test func aTypeWithSettingsThatAreAsTheyAreMadeIsKept() async throws {
    let cell = """
      struct Fitted: Codable { var weights = [0.5, .nan]; var steps: Set<Int> = []; var cache: [String: Int] = [:]
        enum CodingKeys: String, CodingKey { case weights, steps } }
      let value = Fitted(weights: [1, -0.0, .nan], steps: Set(1...40))
      """
    let first = try await bench.run(source(cell: cell, last: "value.steps.sorted()"))
    #expect(first.run.cells.flatMap(\.warnings) == [])
    let second = try await bench.run(source(cell: cell, last: "value.weights"))
    #expect(times == 1 && shown(second) == "[1.0, -0.0, nan]")
  }

  @Test func aChangeAboveMakesTheValueAnew() async throws {
    _ = try await bench.run(source(cell: "let value = 3", last: "value"))
    let other = try await bench.run(source(cell: "let value = 4", last: "value"))
    #expect(shown(other) == "4" && times == 2)
    // The first value is still there.
    let back = try await bench.run(source(cell: "let value = 3", last: "value + 10"))
    #expect(shown(back) == "13")
  }

  @Test func damageIsAMissAndTold() async throws {
    let cell = "let value: DataFrame = [\"n\": [1, nil, 3]]"
    let first = try await bench.run(source(cell: cell, last: "value"))
    let cache = bench.folder + "/.songbook/cache"
    var edit = 0
    for kind in ["values", "files"] {
      for damage in [Data(), Data("damaged".utf8)] {
        for name in try FileManager.default.contentsOfDirectory(atPath: "\(cache)/\(kind)") {
          let path = "\(cache)/\(kind)/\(name)"
          try FileManager.default.removeItem(atPath: path)
          try damage.write(to: URL(fileURLWithPath: path))
        }
        edit += 1
        let told = Told()
        let last = "value, terminator: \"\(edit)\""
        let again = try await bench.run(source(cell: cell, last: "\"\\(value)\" + \"\(edit)\"")) { _ in
        } progress: {
          if case .warning(let warning) = $0 { told.add(warning.code) }
        }
        #expect(shown(again) == shown(first) + "\(edit)", "\(last)")
        #expect(told.codes.contains("cache.damaged"))
      }
    }
  }

  /// Whole and wrong: the bytes are those that the name promises, but no value is in them.
  @Test func aValueThatCannotBeReadIsMadeAnew() async throws {
    let cell = "let value = [1, 2, 3]"
    _ = try await bench.run(source(cell: cell, last: "value"))
    let values = bench.folder + "/.songbook/cache/values"
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    try Data().write(to: URL(fileURLWithPath: bench.folder + "/.songbook/cache/files/" + empty))
    for name in try FileManager.default.contentsOfDirectory(atPath: values) {
      let record = [["name": "value", "type": "Swift.Array<Swift.Int>", "file": empty]]
      try JSONEncoder().encode(record).write(to: URL(fileURLWithPath: "\(values)/\(name)"))
    }
    let again = try await bench.run(source(cell: cell, last: "value.reversed() as [Int]"))
    #expect(again.run.status == .ok && shown(again) == "[3, 2, 1]")
  }

  @Test func fingerprintsTellWhichCellsAreTheSame() async throws {
    let first = try await bench.run(source(cell: "let value = 3", last: "value"))
    let prints = first.run.cells.map(\.fingerprint)
    #expect(first.run.cells.allSatisfy { ($0.status == .ok) == ($0.fingerprint != nil) })
    let same = try await bench.run(source(cell: "let value = 3  // three", last: "value"))
    #expect(same.run.cells.map(\.fingerprint) == prints)
    let other = try await bench.run(source(cell: "let value = 3", last: "value + 1"))
    #expect(zip(other.run.cells, prints).filter { $0.fingerprint != $1 }.map { $0.0.title } == ["Show"])
  }
}

/// Codes of warnings, from another thread.
private final class Told: @unchecked Sendable {
  private let lock = NSLock()
  private var found: [String] = []
  var codes: [String] { lock.withLock { found } }
  func add(_ code: String) { lock.withLock { found.append(code) } }
}
