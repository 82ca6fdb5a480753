import ArgumentParser
import Foundation

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check the machine: toolchain, library, data, fonts, and what to install.",
    discussion: "Exits with 1 when analyses cannot run.")

  @Flag(help: "The findings as JSON on standard output.")
  var json = false

  func run() throws {
    let findings = Checkup.all()
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      Terminal.result(String(decoding: try encoder.encode(findings), as: UTF8.self))
    } else {
      for finding in findings { Terminal.result(line(finding)) }
    }
    if findings.contains(where: { $0.status == .missing }) { throw ExitCode(1) }
  }

  private func line(_ finding: Checkup) -> String {
    let mark =
      switch finding.status {
      case .ok: "ok      "
      case .advice: "advice  "
      case .missing: "missing "
      }
    let remedy = finding.remedy.map { "\n           \($0)" } ?? ""
    return "\(mark) \(finding.name): \(finding.detail)\(remedy)"
  }
}
