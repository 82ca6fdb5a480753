import Pages
import Runs

extension LiveFigures {
  /// The drawings of a run's figures by the paths of their files; a file that cannot be read is left out, and the
  /// figure's picture is shown.
  init(_ run: Run, files: (String) throws -> [UInt8]) {
    self.init()
    for output in run.cells.flatMap(\.outputs) where output.kind == .figure {
      guard let file = output.liveFile, !contains(file), let drawing = try? LiveDrawing(json: files(file)) else {
        continue
      }
      add(drawing, as: file)
    }
  }
}

extension Output {
  /// The file of a figure's live drawing.
  var liveFile: String? { representation(of: LiveDrawing.mediaType)?.file }
}
