import Execution
import Foundation
public import Notebooks
import Reports
public import Runs

/// A run that is over, in other formats than its page. Nothing is run for them.
public struct ReportExport: Sendable {
  /// A format.
  public enum Format: String, Sendable, CaseIterable {
    /// A notebook of Jupyter.
    case ipynb
    /// GitHub's Markdown, with files beside it.
    case md
    /// The analysis that gives the run again.
    case swift
    /// A page for mail.
    case html
    /// The page, printed.
    case pdf
  }

  /// A file with the path that it is to have.
  public struct File: Sendable {
    /// Its path.
    public var path: String
    /// What it holds.
    public var content: [UInt8]

    /// A file that is to be written.
    public init(path: String, content: [UInt8]) {
      self.path = path
      self.content = content
    }
  }

  /// The analysis as it was when it ran.
  public let notebook: Notebook
  private let folder: RunFolder
  private let report: HTMLReport

  /// Reads the analysis of a run, and what its report is made of beside the run.
  /// - Throws: `RunFailure` where the folder holds no copy of the analysis.
  public init(_ folder: RunFolder, environment: [String: String]) throws(RunFailure) {
    guard let source = folder.source else {
      throw RunFailure("\(folder.directory) holds no \(Run.sourceFile)", hint: "Run the analysis again.")
    }
    self.folder = folder
    let path = folder.run.path
    let finder = SharedSourceFiles(folder: (path as NSString).deletingLastPathComponent)
    notebook = Notebook.parse(source: source, path: path, finder: finder).notebook
    report = ReportMaterial(for: notebook, run: folder.run, environment: environment, showsTimes: false).report
  }

  /// The page of the run.
  public var page: String { "\(folder.directory)/index.html" }

  private func file(_ path: String) throws -> [UInt8] { try folder.file(path) }

  private func image(_ path: String) throws -> [UInt8] { try notebook.picture(path) }

  /// A notebook of Jupyter. Equal runs give equal bytes.
  public func jupyterNotebook() -> [UInt8] { report.jupyterNotebook(files: file, images: image).json }

  /// A page for mail.
  public func mailPage() -> [UInt8] { report.mailPage(files: file, images: image) }

  /// Markdown, and the files that it names in a folder beside it: `sales.md` and `sales_files/`.
  /// - Parameter path: of the Markdown.
  public func markdown(to path: String) -> [File] {
    let (start, name) = Self.parts(of: path)
    let report = report.markdown(filesIn: "\(name)_files", files: file, images: image)
    return report.files.map { File(path: start + $0.path, content: $0.content) }
      + [File(path: path, content: Array(report.text.utf8))]
  }

  /// The analysis that gives the run again: as it was when it ran, with the parameters that it had, and with the files
  /// that its front matter names in a folder beside it.
  /// - Parameter path: of the analysis.
  public func script(to path: String) -> [File] {
    let (start, name) = Self.parts(of: path)
    let folderName = "\(name)_sources"
    let script = notebook.script(
      with: folder.run.parameters, sources: notebook.sharedSources.isEmpty ? nil : folderName)
    var names: Set<String> = []
    let shared = notebook.sharedSources.map { source in
      let base = Self.parts(of: source.path).name
      var unused = base
      var number = 2
      while !names.insert(unused).inserted {
        unused = "\(base)-\(number)"
        number += 1
      }
      return File(path: "\(start)\(folderName)/\(unused).swift", content: Array(source.source.utf8))
    }
    return shared + [File(path: path, content: Array(script.utf8))]
  }

  /// `out/` and `sales` of `out/sales.md`.
  private static func parts(of path: String) -> (start: String, name: String) {
    let file = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
    let name = file.lastIndex(of: ".").map { file[..<$0] } ?? file
    return (String(path.dropLast(file.count)), String(name.isEmpty ? file : name))
  }
}
