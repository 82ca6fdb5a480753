public import Notebooks
public import Runs

/// A run as one HTML file: readable from disk, without a network and without JavaScript.
///
/// Rendering depends on neither clock nor chance: the same notebook, run and files give the same bytes. It never fails;
/// what could not be read or resolved is said where it should stand in the page.
public struct HTMLReport: Sendable {
  /// The analysis as it was when it ran.
  public let notebook: Notebook
  /// What happened. Problems and inputs may be added; the article is made of what the cells showed.
  public var run: Run
  /// Whether dates, times, memory and what came from the cache are shown. They stand in one element, `<div
  /// id="run-times">`. Without it (SOURCE_DATE_EPOCH) the same inputs give the same file.
  public var showsTimes: Bool
  /// Whether the page carries files to be saved: of figures, tables and artifacts. Without them it weighs a fraction.
  public var carriesFiles = true

  /// The sources that the text may cite; nil where there are none.
  public var bibliography: Bibliography?
  /// The texts of the files that Markdown cells include, by the paths that they name.
  public let includes: [String: String]
  /// The formulas of the text as pages show them; those that are not there are shown as they are written.
  public var setFormulas: [Formula: SetFormula] = [:]

  let article: Article

  /// A report of a run of a notebook.
  public init(notebook: Notebook, run: Run, includes: [String: String] = [:], showsTimes: Bool = true) {
    self.notebook = notebook
    self.run = run
    self.includes = includes
    self.showsTimes = showsTimes
    article = Article(notebook: notebook, run: run, includes: includes)
  }

  /// The page in UTF-8.
  /// - Parameters:
  ///   - files: reads a file of the run; the path is relative to the run's folder, such as `figures/fig-map.png`.
  ///     Several threads call it at once.
  ///   - images: reads a picture that the author's Markdown names, in the same way; the path is relative to the
  ///     notebook. The default finds none.
  public func render(
    files: @escaping @Sendable (String) throws -> [UInt8],
    images: @escaping @Sendable (String) throws -> [UInt8] = { throw UnreadableFile(path: $0) }
  ) -> [UInt8] {
    ReportPage(self, files: files, images: images).html().bytes
  }
}

extension HTMLReport {
  /// The formulas of the texts, each once. Those with numbers that were not computed are left out.
  public var formulas: [Formula] {
    var known: Set<Formula> = []
    return article.mentions.compactMap { mention in
      guard case .formula(let text) = mention.kind, !text.contains("`\\(") else { return nil }
      let formula = Formula(text)
      return known.insert(formula).inserted ? formula : nil
    }
  }
}

extension Notebook {
  /// The files that Markdown cells include, each with the author's line that names it.
  public var includedFiles: [(path: String, line: Int)] {
    cells.filter { $0.kind == .markdown }.flatMap { cell in
      IncludedText.files(in: cell.body).map { ($0.path, min(cell.bodyStartLine + $0.line, cell.range.lastLine)) }
    }
  }
}

/// A file that the report names and that could not be read.
public struct UnreadableFile: Error, Sendable, Equatable, CustomStringConvertible {
  /// As the report names it.
  public var path: String
  /// An error about a path.
  public init(path: String) { self.path = path }
  /// One sentence without a full stop.
  public var description: String { "\(path) could not be read" }
}
