import Digests
import FoundationEssentials
import Glibc
import Notebooks
import Runs

/// Values of constants: for each statement a list of names, types and files.
extension RunCache {
  private func valuesPath(_ key: String) -> String { "\(folder)/values/\(key).json" }

  /// The values that the statement of this key has, each in a file named by its hash; nil when they are not cached or
  /// one is damaged.
  func values(_ key: String) -> [CachedValue]? {
    guard let bytes = try? Files.read(valuesPath(key)) else { return nil }
    guard let values = try? JSONDecoder().decode([CachedValue].self, from: Data(bytes)) else {
      damaged(valuesPath(key), "a value")
      return nil
    }
    for value in values where FileDigest.sha256(of: filePath(value.file)) != value.file {
      // A file that is gone was pruned; one that is another was damaged.
      if Files.exists(filePath(value.file)) { damaged(filePath(value.file), "`\(value.name)`") }
      Files.remove(valuesPath(key))
      return nil
    }
    // Used now: what has not been used longest is removed first.
    for path in [valuesPath(key)] + values.map({ filePath($0.file) }) { utimensat(AT_FDCWD, path, nil, 0) }
    return values
  }

  /// Keeps the values of a statement; their files are in the run's folder.
  func store(_ values: [CachedValue], _ key: String, filesIn directory: String) {
    var kept: [CachedValue] = []
    for var value in values {
      guard let hash = FileDigest.sha256(of: "\(directory)/\(value.file)"),
        (try? keep("\(directory)/\(value.file)", as: hash, stays: false)) != nil
      else { return }
      value.file = hash
      kept.append(value)
    }
    guard let json = try? JSONEncoder().encode(kept) else { return }
    try? Files.replace(valuesPath(key), with: Array(json))
  }

  /// What is kept under one key is found under another, too.
  func copyValues(_ key: String, to other: String) {
    guard !Files.exists(valuesPath(other)), let bytes = try? Files.read(valuesPath(key)) else { return }
    try? Files.replace(valuesPath(other), with: bytes)
  }

  /// A whole file that gives no value: the type reads something else than it wrote.
  func forgetValue(_ hash: String) { damaged(filePath(hash), "a value") }
}

extension CachedValue {
  /// Where a run's folder has its values.
  static let folder = "values"
  /// The value's file, relative to a run's folder.
  var path: String { "\(CachedValue.folder)/\(file)" }
  static func hash(ofPath path: String) -> String { String(path.dropFirst(folder.count + 1)) }
}
