import FoundationEssentials
import Glibc

extension RunSummary {
  /// Reads a manifest.
  package init(json: [UInt8]) throws { self = try JSONDecoder.forRuns.decode(RunSummary.self, from: Data(json)) }

  /// Reads the manifest in a folder.
  /// - Parameter withCells: whether what became of the cells is read, which is most of a manifest.
  /// - Throws: where there is none, or it is not understood.
  public init(in folder: String, withCells: Bool = true) throws(RunFailure) {
    let manifest = "\(folder)/\(RunFolder.manifestName)"
    var bytes = try Files.readUntrusted(manifest, limit: RunFolder.largestManifest)
    if !withCells, let cells = RunSummary.cells(in: bytes) { bytes.removeSubrange(cells) }
    guard let summary = try? RunSummary(json: bytes) else {
      throw RunFailure("\(manifest) is no run of Songbook, or of a version that this one does not understand")
    }
    self = summary
  }

  /// Where the elements of the array of cells stand in a manifest as ``Run/json()`` writes it: lines of the outermost
  /// object begin with two blanks, those further inside with more, and no text holds a line end. Nil in any other.
  private static func cells(in bytes: [UInt8]) -> Range<Int>? {
    guard let start = place(of: "\n  \"cells\" : [\n", in: bytes, from: 0).map({ $0 + 14 }),
      let end = place(of: "\n  ]", in: bytes, from: start)
    else { return nil }
    return start..<end
  }

  /// - Parameter text: begins with a line end.
  private static func place(of text: StaticString, in bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      let count = text.utf8CodeUnitCount
      var offset = start
      while offset + count <= bytes.count, let found = memchr(base + offset, 10, bytes.count - count - offset + 1) {
        if memcmp(found, text.utf8Start, count) == 0 { return UnsafeRawPointer(found) - base }
        offset = UnsafeRawPointer(found) - base + 1
      }
      return nil
    }
  }
}
