/// Puts a model's parts into a file, each under a name of its own.
public struct ModelWriter {
  private var bytes = [UInt8](repeating: 0, count: ModelFile.headerLength)
  private var directory: [(name: String, start: Int, count: Int)] = []
  private var prefix = ""

  init() {}

  /// Writes what `body` writes under names that begin with this one.
  public mutating func section(_ name: String, _ body: (inout ModelWriter) -> Void) {
    let outer = prefix
    prefix += name + "/"
    body(&self)
    prefix = outer
  }

  /// Writes a model, to be read by ``ModelReader/model(_:)``.
  /// - Throws: ``ModelFileError/Reason/cannotBeStored(_:)``.
  public mutating func write(_ model: any Classifier, as name: String) throws(ModelFileError) {
    guard let model = model as? any StoredModel else {
      throw ModelFileError(path: name, reason: .cannotBeStored("\(type(of: model))"))
    }
    let outer = prefix
    prefix += name + "/"
    write([type(of: model).kind], as: "kind")
    try model.write(to: &self)
    prefix = outer
  }

  /// Writes texts under a name.
  public mutating func write(_ texts: [String], as name: String) {
    part(name) { bytes in
      ModelWriter.append(UInt32(texts.count), to: &bytes)
      for text in texts { ModelWriter.append(UInt32(text.utf8.count), to: &bytes) }
      for text in texts { bytes.append(contentsOf: text.utf8) }
    }
  }

  /// Writes whole numbers under a name.
  public mutating func write(_ numbers: [Int], as name: String) {
    part(name) { bytes in for number in numbers { ModelWriter.append(UInt64(bitPattern: Int64(number)), to: &bytes) } }
  }

  /// Writes whole numbers under a name.
  public mutating func write(_ numbers: [Int32], as name: String) {
    part(name) { bytes in for number in numbers { ModelWriter.append(number, to: &bytes) } }
  }

  /// Writes numbers under a name, bit for bit.
  public mutating func write(_ numbers: [Double], as name: String) {
    part(name) { bytes in for number in numbers { ModelWriter.append(number.bitPattern, to: &bytes) } }
  }

  /// Writes numbers under a name, bit for bit.
  public mutating func write(_ numbers: [Float], as name: String) {
    part(name) { bytes in for number in numbers { ModelWriter.append(number.bitPattern, to: &bytes) } }
  }

  /// Writes a part piece by piece.
  /// - Parameter byteCount: of all pieces, so that the memory can be had at once.
  mutating func write(as name: String, byteCount: Int, _ pieces: (inout [UInt8]) -> Void) {
    bytes.reserveCapacity(bytes.count + byteCount)
    part(name, pieces)
  }

  private mutating func part(_ name: String, _ body: (inout [UInt8]) -> Void) {
    bytes.append(contentsOf: repeatElement(0, count: -bytes.count & 7))
    let start = bytes.count
    body(&bytes)
    directory.append((prefix + name, start, bytes.count - start))
  }

  private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// The whole file.
  consuming func finished() -> [UInt8] {
    let directoryStart = bytes.count
    for part in directory {
      ModelWriter.append(UInt32(part.name.utf8.count), to: &bytes)
      bytes.append(contentsOf: part.name.utf8)
      ModelWriter.append(UInt64(part.start), to: &bytes)
      ModelWriter.append(UInt64(part.count), to: &bytes)
    }
    var header = ModelFile.signature
    ModelWriter.append(UInt32(ModelFile.version), to: &header)
    ModelWriter.append(UInt32(directory.count), to: &header)
    ModelWriter.append(UInt64(bytes.count), to: &header)
    ModelWriter.append(UInt64(directoryStart), to: &header)
    bytes.replaceSubrange(0..<header.count, with: header)
    let checksum = bytes.withUnsafeBytes { ModelFile.checksum(of: $0) }
    withUnsafeBytes(of: checksum.littleEndian) { bytes.replaceSubrange(header.count..<header.count + 8, with: $0) }
    return bytes
  }
}
