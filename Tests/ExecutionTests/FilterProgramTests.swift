import Testing

@testable import Execution

@Suite struct FilterProgramTests {
  @Test func aProgramAnswersWithText() throws {
    let environment = ["PATH": "/nowhere:/usr/bin:/bin"]
    let program = try #require(FilterProgram(named: "tr", environment: environment))
    let text = String(repeating: "abc \"$x\"\n", count: 20_000)
    #expect(try program.output(for: text, arguments: ["a-c", "A-C"]) == text.uppercased().replacing("$X", with: "$x"))
    #expect(FilterProgram(named: "no-such-program", environment: environment) == nil)
    let failing = try #require(FilterProgram(named: "ls", environment: environment))
    #expect(throws: (any Error).self) { try failing.output(for: "", arguments: ["/no/such/folder"]) }
  }
}
