import Frames

/// Finds a model's parts in a file, under the names they were written as.
///
/// That the file is as it was written has been checked. What its parts hold is checked here and by the models, so that
/// no file can do harm.
public struct ModelReader: Sendable {
  let file: FileBytes
  private let path: String
  private let parts: [String: Range<Int>]
  private let prefix: String

  init(_ file: FileBytes, path: String) throws(ModelFileError) {
    self.file = file
    self.path = path
    prefix = ""
    guard let parts = ModelReader.directory(of: file.rawBuffer) else {
      throw ModelFileError(path: path, reason: .unsound(part: "directory"))
    }
    self.parts = parts
  }

  private init(_ outer: ModelReader, prefix: String) {
    file = outer.file
    path = outer.path
    parts = outer.parts
    self.prefix = prefix
  }

  private static func directory(of bytes: UnsafeRawBufferPointer) -> [String: Range<Int>]? {
    var cursor = ByteCursor(bytes)
    let count = cursor.load(UInt32.self, at: 12)
    guard let start = Int(exactly: cursor.load(UInt64.self, at: 24)), start >= ModelFile.headerLength,
      start <= bytes.count
    else { return nil }
    cursor.offset = start
    var parts: [String: Range<Int>] = [:]
    for _ in 0..<count {
      guard let length = cursor.next(UInt32.self), let name = cursor.nextText(Int(length)),
        let first = cursor.next(UInt64.self).flatMap({ Int(exactly: $0) }),
        let size = cursor.next(UInt64.self).flatMap({ Int(exactly: $0) }),
        first >= ModelFile.headerLength, first % 8 == 0, first <= start, size <= start - first
      else { return nil }
      parts[name] = first..<first + size
    }
    return parts
  }

  /// What was written into the section of this name.
  public func section(_ name: String) -> ModelReader { ModelReader(self, prefix: prefix + name + "/") }

  /// The kind of the model whose section this is.
  var kind: String {
    get throws(ModelFileError) {
      guard let kind = try strings("kind").first else { throw unsound("kind") }
      return kind
    }
  }

  /// The model that was written under this name, whatever its kind.
  public func model(_ name: String) throws(ModelFileError) -> any StoredModel {
    let own = section(name)
    let kind = try own.kind
    guard let type = ModelFile.types.first(where: { $0.kind == kind }) else {
      throw ModelFileError(path: path, reason: .unknownKind(kind))
    }
    return try type.init(from: own)
  }

  /// Whether there is a part of this name.
  public func contains(_ name: String) -> Bool { parts[prefix + name] != nil }

  /// What to throw when a part makes no sense.
  public func unsound(_ name: String) -> ModelFileError {
    ModelFileError(path: path, reason: .unsound(part: prefix + name))
  }

  /// The part's bytes, 8-byte aligned, which stay as long as ``file`` does.
  func bytes(_ name: String) throws(ModelFileError) -> UnsafeRawBufferPointer {
    guard let range = parts[prefix + name] else { throw unsound(name) }
    return UnsafeRawBufferPointer(rebasing: file.rawBuffer[range])
  }

  /// Texts that were written under this name.
  public func strings(_ name: String) throws(ModelFileError) -> [String] {
    var cursor = ByteCursor(try bytes(name))
    guard let count = cursor.next(UInt32.self), Int(count) <= cursor.left / 4 else { throw unsound(name) }
    var lengths: [Int] = []
    for _ in 0..<count { lengths.append(Int(cursor.next(UInt32.self) ?? 0)) }
    var texts: [String] = []
    for length in lengths {
      guard let text = cursor.nextText(length) else { throw unsound(name) }
      texts.append(text)
    }
    return texts
  }

  /// Names of features, at least one.
  public func featureNames(_ name: String) throws(ModelFileError) -> [String] {
    let names = try strings(name)
    guard !names.isEmpty else { throw unsound(name) }
    return names
  }

  /// Names of classes: at least so many, ascending and different from each other.
  public func classNames(_ name: String, atLeast count: Int = 1) throws(ModelFileError) -> [String] {
    let names = try strings(name)
    guard names.count >= count, zip(names, names.dropFirst()).allSatisfy({ $0 < $1 }) else { throw unsound(name) }
    return names
  }

  /// Whole numbers that were written under this name.
  public func integers(_ name: String) throws(ModelFileError) -> [Int] {
    try words(name).map { Int(Int64(bitPattern: $0)) }
  }

  /// Numbers that were written under this name, NaN and infinities too.
  public func doubles(_ name: String) throws(ModelFileError) -> [Double] {
    try words(name).map { Double(bitPattern: $0) }
  }

  /// Numbers that were written under this name, NaN and infinities too.
  public func floats(_ name: String) throws(ModelFileError) -> [Float] {
    let bytes = try bytes(name)
    guard bytes.count % 4 == 0 else { throw unsound(name) }
    let cursor = ByteCursor(bytes)
    return stride(from: 0, to: bytes.count, by: 4).map { Float(bitPattern: cursor.load(UInt32.self, at: $0)) }
  }

  /// - Parameter count: how many there have to be; nil for any number.
  public func finiteDoubles(_ name: String, count: Int? = nil) throws(ModelFileError) -> [Double] {
    let numbers = try doubles(name)
    guard numbers.count == count ?? numbers.count, numbers.allSatisfy(\.isFinite) else { throw unsound(name) }
    return numbers
  }

  /// - Parameter count: how many there have to be.
  public func finiteFloats(_ name: String, count: Int) throws(ModelFileError) -> [Float] {
    let numbers = try floats(name)
    guard numbers.count == count, numbers.allSatisfy(\.isFinite) else { throw unsound(name) }
    return numbers
  }

  /// Numbers of things of which there are so many.
  public func codes(_ name: String, below limit: Int) throws(ModelFileError) -> [Int32] {
    let bytes = try bytes(name)
    guard bytes.count % 4 == 0 else { throw unsound(name) }
    let cursor = ByteCursor(bytes)
    let codes = stride(from: 0, to: bytes.count, by: 4).map { cursor.load(Int32.self, at: $0) }
    guard codes.allSatisfy({ $0 >= 0 && $0 < limit }) else { throw unsound(name) }
    return codes
  }

  private func words(_ name: String) throws(ModelFileError) -> [UInt64] {
    let bytes = try bytes(name)
    guard bytes.count % 8 == 0 else { throw unsound(name) }
    let cursor = ByteCursor(bytes)
    return stride(from: 0, to: bytes.count, by: 8).map { cursor.load(UInt64.self, at: $0) }
  }
}
