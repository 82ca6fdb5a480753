import Pages
import Runs

extension LiveFigures {
  /// Adds the drawings of a run's figures by the paths of their files; a file that cannot be read is left out, and the
  /// figure's picture is shown.
  /// - Parameter prefix: what stands before the paths.
  mutating func add(figuresOf run: Run, as prefix: String, files: (String) throws -> [UInt8]) {
    for output in run.cells.flatMap(\.outputs) where output.kind == .figure {
      guard let file = output.liveFile, !contains(prefix + file), let drawing = try? LiveDrawing(json: files(file))
      else {
        continue
      }
      add(drawing, as: prefix + file)
    }
  }
}

extension Output {
  /// The file of a figure's live drawing.
  var liveFile: String? { representation(of: LiveDrawing.mediaType)?.file }
}
