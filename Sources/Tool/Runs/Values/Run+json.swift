package import FoundationEssentials

extension Run {
  /// The manifest's text, UTF-8: keys sorted, one to a line, so that two runs compare line by line.
  public func json() throws -> [UInt8] {
    let encoder = JSONEncoder.forRuns
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self))
  }

  /// Reads a manifest.
  public init(json: [UInt8]) throws {
    self = try JSONDecoder.forRuns.decode(Run.self, from: Data(json))
  }

  /// The run without dates, times, memory and what came from the cache: the same whenever the same inputs are run.
  package func withoutVolatileFields() -> Run {
    var run = self
    run.startedAt = nil
    run.seconds = nil
    run.compileSeconds = nil
    for index in run.cells.indices {
      run.cells[index].seconds = nil
      run.cells[index].peakMemory = nil
      if run.cells[index].status == .cached { run.cells[index].status = .ok }
    }
    return run
  }
}

extension JSONEncoder {
  /// Numbers that JSON has no form for are the texts `Infinity`, `-Infinity` and `NaN`.
  package static var forRuns: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return encoder
  }
}

extension JSONDecoder {
  /// Reads what `JSONEncoder.forRuns` writes.
  package static var forRuns: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return decoder
  }
}
