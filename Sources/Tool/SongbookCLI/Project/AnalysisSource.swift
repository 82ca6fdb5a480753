import ArgumentParser
import Foundation
import Notebooks

/// An analysis read from disk, with the parameters that the user gave put in.
struct AnalysisSource {
  var analysis: Project.Analysis
  var parsed: ParsedNotebook

  var notebook: Notebook { parsed.notebook }

  /// Reads and parses the file. What is wrong with it stands in `parsed.diagnostics`.
  static func read(_ analysis: Project.Analysis) throws -> AnalysisSource {
    guard let bytes = FileManager.default.contents(atPath: analysis.path) else {
      throw ValidationError("\(analysis.path) could not be read.")
    }
    let source = String(decoding: bytes, as: UTF8.self)
    return AnalysisSource(analysis: analysis, parsed: Notebook.parse(source: source, path: analysis.path))
  }
}
