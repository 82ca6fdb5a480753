import Frames

/// A model that can be kept in a file and used again elsewhere.
///
/// A model made of others writes each under a name, whatever its type:
///
///     func write(to writer: inout ModelWriter) throws(ModelFileError) {
///       writer.write(parentNames, as: "parents")
///       try writer.write(parentModel, as: "parent model")
///     }
///     init(from reader: ModelReader) throws(ModelFileError) {
///       parentNames = try reader.strings("parents")
///       parentModel = try reader.model("parent model")
///     }
public protocol StoredModel: Classifier, Codable {
  /// What the file calls models of this type, such as "forest". It stays the same in all versions.
  static var kind: String { get }

  /// - Throws: ``ModelFileError/Reason/cannotBeStored(_:)`` when it holds a model that is no ``StoredModel``.
  func write(to writer: inout ModelWriter) throws(ModelFileError)

  /// - Throws: ``ModelFileError`` when what stands there is no such model. Whatever the bytes are, using the model is
  ///   safe.
  init(from reader: ModelReader) throws(ModelFileError)
}

/// Something worth knowing about how a model was trained, such as the songs it learned from or its accuracy.
public struct TrainingFact: Sendable, Equatable, Codable {
  /// What it is, such as `Songs`.
  public var name: String
  /// How it is written.
  public var value: String

  /// A fact with its name.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// A model encodes as the bytes of its file, checksum and all.
extension StoredModel {
  /// Encodes the bytes of the model's file in bulk.
  /// - Throws: ``ModelFileError/Reason/cannotBeStored(_:)`` when it holds a model that is no ``StoredModel``, or what
  ///   the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    try Bulk(wrappedValue: ModelFile.bytes(of: self)).encode(to: encoder)
  }

  /// - Throws: ``ModelFileError`` for bytes that hold no such model.
  public init(from decoder: any Decoder) throws {
    let path = "the encoded model"
    let bytes = try Bulk<UInt8>(from: decoder).wrappedValue
    self = try ModelFile(FileBytes(bytes), path: path).model(Self.self)
  }
}

extension StandardScaler {
  func write(to writer: inout ModelWriter) {
    writer.write(means, as: "means")
    writer.write(scales, as: "scales")
  }

  init(from reader: ModelReader, featureNames: [String]) throws(ModelFileError) {
    means = try reader.finiteDoubles("means", count: featureNames.count)
    scales = try reader.finiteDoubles("scales", count: featureNames.count)
    guard scales.allSatisfy({ $0 > 0 }) else { throw reader.unsound("scales") }
    self.featureNames = featureNames
  }
}
