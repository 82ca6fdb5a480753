/// Why a model file is refused.
public struct ModelFileError: Error, Sendable, Equatable {
  /// What is wrong with the file.
  public enum Reason: Sendable, Equatable {
    /// The file cannot be opened or mapped; with the system's message.
    case unreadable(String)
    /// The file does not begin as model files do.
    case notAModel
    /// A version that only a newer Songbook can read.
    case newer(version: Int)
    /// The file is shorter or longer than it says.
    case wrongLength(expected: Int, found: Int)
    /// The checksum is not that of the content.
    case damaged
    /// The content is whole but makes no model: this part is missing or is not what it should be.
    case unsound(part: String)
    /// A whole file of a kind of model that is not known here.
    case unknownKind(String)
    /// The file holds another kind of model than was asked for.
    case otherKind(String, expected: String)
    /// There is no way to write models of this type.
    case cannotBeStored(String)
  }

  /// Where the file is.
  public var path: String
  /// What is wrong with it.
  public var reason: Reason

  /// A file with what is wrong with it.
  public init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }
}

extension ModelFileError: CustomStringConvertible {
  /// The path and what is wrong with the file, as sentences for the user.
  public var description: String {
    switch reason {
    case .unreadable(let words): "\(path) could not be read: \(words)."
    case .notAModel: "\(path) is not a model file. Model files are made by ModelFile.bytes(of:) in an analysis."
    case .newer(let version):
      "\(path) was made by a newer Songbook (version \(version) of the format; this one reads up to \(ModelFile.version)). "
        + "Update Songbook, or train the model again."
    case .wrongLength(let expected, let found):
      "\(path) is damaged: it should have \(expected) bytes and has \(found). Copy or make it again."
    case .damaged: "\(path) is damaged: its checksum is wrong. Copy or make it again."
    case .unsound(let part): "\(path) holds no usable model: its part \"\(part)\" is missing or wrong. Make it again."
    case .unknownKind(let kind): "\(path) holds a model of the kind \"\(kind)\", which this Songbook does not know."
    case .otherKind(let kind, let expected): "\(path) holds a model of the kind \"\(kind)\", not \"\(expected)\"."
    case .cannotBeStored(let type): "Models of the type \(type) cannot be kept in a file."
    }
  }
}
