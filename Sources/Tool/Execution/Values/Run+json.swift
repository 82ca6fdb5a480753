public import FoundationEssentials

extension Run {
  /// The manifest's text: keys sorted, one to a line, so that two runs compare line by line.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return try encoder.encode(self)
  }

  public init(json: Data) throws {
    self = try JSONDecoder.forRuns.decode(Run.self, from: json)
  }

  /// Without dates, times and memory, and without a word on what had to run: what is left is the same whenever the same inputs are run.
  func withoutVolatileFields() -> Run {
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

extension JSONDecoder {
  static var forRuns: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return decoder
  }
}
