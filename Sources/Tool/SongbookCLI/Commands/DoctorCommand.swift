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
    if !json, let all = packages(findings) {
      Terminal.result("\nAll packages at once:\n           apt-get install \(all)")
    }
    if findings.contains(where: { $0.status == .missing }) { throw ExitCode(1) }
  }

  /// Those of several findings; nil where one command says it already.
  private func packages(_ findings: [Checkup]) -> String? {
    let install = "apt-get install "
    let remedies = findings.compactMap(\.remedy).filter { $0.hasPrefix(install) }
    guard remedies.count > 1 else { return nil }
    var all: [Substring] = []
    for package in remedies.flatMap({ $0.dropFirst(install.count).split(separator: " ") }) where !all.contains(package)
    {
      all.append(package)
    }
    return all.joined(separator: " ")
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
