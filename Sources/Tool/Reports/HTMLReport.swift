public import Notebooks
public import Runs

/// A run as one HTML file: readable from disk, without a network and without JavaScript.
///
/// Rendering sees neither clock nor chance: the same notebook, run and files give the same bytes. It always gives a page; what could not be read
/// or resolved is said at its place in the page.
public struct HTMLReport: Sendable {
  public var notebook: Notebook
  public var run: Run
  /// Whether dates, times, memory and what came from the cache are told. They stand in one element, `<div id="run-times">`; leave them out
  /// (SOURCE_DATE_EPOCH) and the same inputs give the same file.
  public var showsTimes: Bool

  public init(notebook: Notebook, run: Run, showsTimes: Bool = true) {
    self.notebook = notebook
    self.run = run
    self.showsTimes = showsTimes
  }

  /// The page, UTF-8.
  /// - Parameters:
  ///   - files: reads a file of the run; the path is relative to the run's folder, such as `figures/fig-map.png`.
  ///   - images: reads a picture that the author's Markdown names; the path is relative to the notebook. The default finds none.
  public func render(
    files: @escaping (String) throws -> [UInt8],
    images: @escaping (String) throws -> [UInt8] = { throw UnreadableFile(path: $0) }
  ) -> [UInt8] {
    Page(self, files: files, images: images).html().bytes
  }
}

/// A file that the report names and that is not there.
public struct UnreadableFile: Error, Sendable, Equatable, CustomStringConvertible {
  public var path: String
  public init(path: String) { self.path = path }
  public var description: String { "\(path) could not be read" }
}
