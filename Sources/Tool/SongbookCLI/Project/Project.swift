import Foundation
import Frames
import Notebooks
import Projects
import Statistics

/// The folder that the commands work in, with scripts in `analyses/` and reports in `reports/`.
struct Project {
  /// An analysis that does not exist, with the names that do.
  struct UnknownAnalysis: Error, CustomStringConvertible {
    var name: String
    var known: [String]

    var description: String {
      if name.hasSuffix(".swift") { return "There is no file \(name)." }
      let all =
        known.isEmpty
        ? "There is no folder analyses/ here; give the path of a .swift file, or make one with `songbook new NAME`."
        : "Known are: \(known.joined(separator: ", "))."
      guard let nearest = NearestName.of(name, among: known) else { return "There is no analysis “\(name)”. \(all)" }
      return "There is no analysis “\(name)”; did you mean “\(nearest)”? \(all)"
    }
  }

  /// An analysis: its path, and the name of its report.
  struct Analysis {
    var name: String
    var path: String
  }

  var root = FileManager.default.currentDirectoryPath

  /// All analyses, sorted by name. Files of declarations that analyses share are none.
  var analyses: [Analysis] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: root + "/analyses")) ?? []
    return files.filter { $0.hasSuffix(".swift") }.sorted()
      .map { Analysis(name: String($0.dropLast(6)), path: "analyses/\($0)") }
      .filter { (try? ParsedNotebook(contentsOf: $0.path))?.notebook.isDeclarationsOnly != true }
  }

  /// A name in `analyses/`, or a path to a `.swift` file.
  func analysis(_ argument: String) throws(UnknownAnalysis) -> Analysis {
    if argument.hasSuffix(".swift"), FileManager.default.fileExists(atPath: argument) {
      let name = URL(fileURLWithPath: argument).deletingPathExtension().lastPathComponent
      return Analysis(name: name, path: argument)
    }
    let named = "analyses/\(argument).swift"
    if !argument.contains("/"), FileManager.default.fileExists(atPath: named) {
      return Analysis(name: argument, path: named)
    }
    let all = analyses
    if let found = all.first(where: { $0.name == argument }) { return found }
    throw UnknownAnalysis(name: argument, known: all.map(\.name))
  }
}
