import Runs
import Testing

/// The list of exit codes that help prints is the list that commands exit with.
@Suite struct ExitStatusTests {
  @Test func everyStatusHasItsCodeInTheHelp() {
    let codes = ExitStatus.all.map(\.code)
    #expect(codes == [0, 1, 3, 4, 5, 64, 70, 130])
    for status in ExitStatus.all { #expect(ExitStatus.help.contains("\(status.code) \(status.meaning)")) }
    #expect(ExitStatus.signalled(9).code == 137)
    #expect(ExitStatus.help.hasPrefix("Exit codes: 0 done; 1 a cell failed; 3 does not compile; 4 a gate failed"))
    #expect(ExitStatus.help.hasSuffix("130 interrupted; 128+N the cell's process died of signal N."))
    for status in DiffExitStatus.allCases {
      #expect(DiffExitStatus.help.contains("\(status.rawValue) \(status.meaning)"))
    }
  }
}
