import Frames

/// A trained model in a file.
///
/// An analysis keeps one with `artifact("genres.model", try ModelFile.bytes(of: model))`; another one uses it:
///
///     let file = try ModelFile(contentsOf: "reports/methods/artifacts/genres.model")
///     let model = try file.classifier()
///
/// The file begins with 40 bytes: 8 that say it is one, the version of the format (4 bytes), the number of parts (4),
/// the length of the file, where the directory starts and the checksum of all the rest (8 each), all little-endian.
/// Parts follow, each at a multiple of 8 bytes; then the directory: of each part the length of its name (4), the name,
/// where it starts and how long it is (8 each). Trees stand in it as they do in memory, so that nothing is copied.
public struct ModelFile: Sendable {
  /// The version of the format that is written, and the newest that is read.
  public static let version = 1
  static let headerLength = 40
  /// The first byte is no text and the rest finds out line ends that were changed on the way, as in PNG.
  static let signature: [UInt8] = [0x93, 0x53, 0x4F, 0x4E, 0x47, 0x0D, 0x0A, 0x0A]

  /// Where the file is.
  public let path: String
  /// What kind of model it is, such as "forest".
  public let kind: String
  /// What was written about how the model was trained.
  public let facts: [TrainingFact]
  let reader: ModelReader

  /// Maps the file and checks that it is whole.
  public init(contentsOf path: String) throws(ModelFileError) {
    let bytes: FileBytes
    do {
      bytes = try FileBytes(path: path, isPadded: false)
    } catch {
      throw ModelFileError(path: path, reason: .unreadable(error.message))
    }
    try self.init(bytes, path: path)
  }

  /// Checks that the file is whole.
  init(_ file: FileBytes, path: String) throws(ModelFileError) {
    let bytes = file.rawBuffer
    guard bytes.count >= ModelFile.signature.count, bytes.starts(with: ModelFile.signature) else {
      throw ModelFileError(path: path, reason: .notAModel)
    }
    guard bytes.count >= ModelFile.headerLength else {
      throw ModelFileError(path: path, reason: .wrongLength(expected: ModelFile.headerLength, found: bytes.count))
    }
    let header = ByteCursor(bytes)
    let version = Int(header.load(UInt32.self, at: 8))
    guard version <= ModelFile.version else { throw ModelFileError(path: path, reason: .newer(version: version)) }
    let length = header.load(UInt64.self, at: 16)
    guard length == UInt64(bytes.count) else {
      let expected = Int(clamping: length)
      throw ModelFileError(path: path, reason: .wrongLength(expected: expected, found: bytes.count))
    }
    guard ModelFile.checksum(of: bytes) == header.load(UInt64.self, at: 32) else {
      throw ModelFileError(path: path, reason: .damaged)
    }
    self.path = path
    reader = try ModelReader(file, path: path)
    kind = try reader.section("model").kind
    let texts = try reader.strings("facts")
    facts = stride(from: 0, to: texts.count - 1, by: 2).map { TrainingFact(texts[$0], texts[$0 + 1]) }
  }

  /// Of the whole file but the checksum itself.
  static func checksum(of bytes: UnsafeRawBufferPointer) -> UInt64 {
    let seed = Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[..<32]))
    return Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[headerLength...]), seed: seed)
  }

  /// The model, when it is of this type.
  public func model<Model: StoredModel>(_ type: Model.Type) throws(ModelFileError) -> Model {
    guard kind == Model.kind else {
      throw ModelFileError(path: path, reason: .otherKind(kind, expected: Model.kind))
    }
    return try Model(from: reader.section("model"))
  }

  /// The model, whatever its kind.
  public func classifier() throws(ModelFileError) -> any StoredModel { try reader.model("model") }

  /// The bytes of a file that holds the model.
  ///
  /// - Parameter facts: what a reader of the file should know about the training.
  public static func bytes(of model: any Classifier, facts: [TrainingFact] = []) throws(ModelFileError) -> [UInt8] {
    var writer = ModelWriter()
    writer.write(facts.flatMap { [$0.name, $0.value] }, as: "facts")
    try writer.write(model, as: "model")
    return writer.finished()
  }
}
