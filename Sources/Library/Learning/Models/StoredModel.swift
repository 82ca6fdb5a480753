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

  /// - Throws: ``ModelFileError`` when what stands there is no such model. Whatever the bytes are, using the model is safe.
  init(from reader: ModelReader) throws(ModelFileError)
}

/// Something worth knowing about how a model was trained, such as the songs it learned from or its accuracy.
public struct TrainingFact: Sendable, Equatable, Codable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
