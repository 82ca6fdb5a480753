import Pages
import Runs
import Statistics

extension LiveFigures {
  /// Adds the drawings of a run's figures by the paths of their files; a file that cannot be read is left out, and the
  /// figure's picture is shown.
  /// - Parameter prefix: what stands before the paths.
  mutating func add(figuresOf run: Run, as prefix: String, files: (String) throws -> [UInt8]) {
    let names = run.cells.flatMap(\.outputs).filter { $0.kind == .figure }.compactMap(\.liveFile)
    let drawings = Parallel.map(names.count) { try? LiveDrawing(json: files(names[$0])) }
    for (name, drawing) in zip(names, drawings) where !contains(prefix + name) {
      if let drawing { add(drawing, as: prefix + name) }
    }
  }
}

extension Output {
  /// The file of a figure's live drawing.
  var liveFile: String? { representation(of: LiveDrawing.mediaType)?.file }
}
