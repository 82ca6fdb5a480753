import CommandWorkspace
import Foundation
import Testing

/// Files, values and names of any text, from the command to what it prints.
@Suite struct AnyTextTests {
  /// What a terminal would act on, in a title, a cell's name, a metric and a parameter.
  private static let hostile = """
    // ---
    // title: "T\\e[31m\\u202E\\x9b2J\\r\\nfake: ok"
    // ---
    import Songbook
    // %% Parameters tags=["parameters"]
    let text = "a"
    // %% Name\u{7}\u{1B}[2Jx
    metric("m\\u{1B}[5m\\u{202E}", 1)
    warn("w\\u{1B}[5m\\u{9B}x")
    """

  private func isNeutral(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      "\n\t".unicodeScalars.contains(scalar)
        || (scalar.value >= 32 && !(127..<160).contains(scalar.value) && !(0x202A...0x202E).contains(scalar.value))
    }
  }

  @Test func terminalsGetNoControlCharacters() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/names.swift", Self.hostile)
    for arguments in [
      ["run", "names", "--explain", "-p", "text=\u{1B}]0;x\u{7}\u{202E}"], ["run", "names"], ["list"],
      ["list", "--json"],
      ["runs"], ["runs", "--json"], ["params", "names"], ["diff", "names"], ["diff", "names", "--format", "markdown"],
      ["diff", "names", "--format", "json"], ["check", "names"], ["run", "names", "-p", "\u{1B}[2J=1"],
      ["run", "\u{1B}[2J"], ["run", "names", "--gate", "names", "--fail-on", "\u{1B}[2J: worse"],
      ["run", "names", "--json"],
      ["run", "names", "--\u{1B}[2J"], ["run", "names", "-f", "\u{1B}[2J.yaml"], ["\u{1B}[2J"],
      ["table", "names", "\u{9B}"],
    ] {
      let outcome = try workspace.songbook(arguments)
      #expect(isNeutral(outcome.output), "\(arguments): \(outcome.output)")
      #expect(isNeutral(outcome.errors), "\(arguments): \(outcome.errors)")
    }
    let list = try workspace.songbook("list").output
    #expect(!list.split(separator: "\n").contains { $0.hasPrefix("fake") })
    let json = try workspace.songbook("list", "--json").output
    let entries = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
    #expect(entries?.first?["title"] as? String == "T\u{1B}[31m\u{202E}\u{9B}2J\r\nfake: ok")
  }

  @Test func emptyListsAndAnyTextArriveAsTheyAre() throws {
    let workspace = try Workspace()
    let script = """
      import Songbook
      // %% Parameters tags=["parameters"]
      let names = ["rock"]
      let flags = [
        true
      ]
      let shares: [Double] = [1]
      let text = "a"
      // %% Show
      print(names, flags, shares, #line)
      print(Array(text.utf8))
      """
    // Line ends of any kind change nothing.
    try workspace.write("analyses/any.swift", script.replacing("\n", with: "\r\n"))
    let text = "\"\\(1)\n\t\u{301}\u{202E}#\"\"\" $HOME é"
    let run = try workspace.songbook(
      "run", "any", "-p", "names=", "-p", "flags=", "-p", "shares=[]", "-p", "text=\(text)")
    #expect(run.exitCode == 0, "\(run.errors)")
    let record = try workspace.read("reports/any/run.json")
    #expect(record.contains("[] [] [] 10\\n"))
    #expect(record.contains("\(Array(text.utf8))\\n"))
    try workspace.write("values.yaml", "names: [no, 'b ']\r\nflags: [false, true]\r\n")
    #expect(try workspace.songbook("run", "any", "-f", "values.yaml", "-p", "shares=2").exitCode == 0)
    #expect(try workspace.read("reports/any/run.json").contains("[\\\"no\\\", \\\"b \\\"] [false, true] [2.0] 10\\n"))
    let bytes = try workspace.songbook("run", "any", "-p", "text=x\u{FFFD}")
    #expect(bytes.exitCode == 0)
  }

  @Test func whatCannotBeReadIsToldByEveryCommand() throws {
    let workspace = try Workspace()
    let file = workspace.folder.appendingPathComponent("analyses/latin.swift")
    try Data(Array("import Songbook\nlet s = \"".utf8) + [0xE9, 0x22, 0x0A]).write(to: file)
    for arguments in [["run", "latin"], ["check", "latin"], ["params", "latin"]] {
      let outcome = try workspace.songbook(arguments)
      #expect(outcome.exitCode == 3)
      #expect(
        outcome.errors.contains("analyses/latin.swift:2:10: error: the byte 0xE9 is no UTF-8"), "\(outcome.errors)")
    }
    try workspace.write(
      "analyses/kind.swift", "import Songbook\n// %% P tags=[\"parameters\"]\nlet a = 1\nlet b: String? = nil\n")
    let params = try workspace.songbook("params", "kind")
    #expect(params.exitCode == 3)
    #expect(params.output == "a: Int = 1\n")
    #expect(params.errors.contains("kind.swift:4:5: error"), "\(params.errors)")
  }
}
