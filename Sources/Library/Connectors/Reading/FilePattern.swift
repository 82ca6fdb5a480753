import Glibc

/// A path with wildcards: `*`, `?` and `[a-z]` stand for characters of a name, `**` for folders at any depth.
struct FilePattern {
  let text: String

  /// Whether the path names a file by itself.
  static func isPattern(_ path: String) -> Bool {
    guard path.contains(where: { "*?[".contains($0) }) else { return false }
    return access(path, F_OK) != 0
  }

  /// The files that the pattern stands for, sorted by their paths. Folders are listed with calls that the run observes,
  /// so that a file more or less is noticed.
  func paths() throws(TableReadingError) -> [String] {
    let isAbsolute = text.hasPrefix("/")
    var found = [isAbsolute ? "/" : ""]
    let parts = text.split(separator: "/").map(String.init)
    for (number, part) in parts.enumerated() {
      let isLast = number == parts.count - 1
      var next: [String] = []
      for folder in found {
        if part == "**" {
          next += FilePattern.folders(in: folder)
        } else if part.contains(where: { "*?[".contains($0) }) {
          for name in FilePattern.names(in: folder) where fnmatch(part, name, FNM_PERIOD) == 0 {
            if FilePattern.isFolder(folder + name) != isLast { next.append(folder + name + (isLast ? "" : "/")) }
          }
        } else {
          next.append(folder + part + (isLast ? "" : "/"))
        }
      }
      found = next
    }
    let files = Set(found.filter { access($0, F_OK) == 0 && !FilePattern.isFolder($0) }).sorted()
    guard !files.isEmpty else {
      let folder = parts.dropLast().prefix { !$0.contains(where: { "*?[".contains($0) }) }.joined(separator: "/")
      let place = (isAbsolute ? "/" : "") + (folder.isEmpty ? "" : folder + "/")
      let names = FilePattern.names(in: place).sorted()
      let shown = names.prefix(10).joined(separator: ", ") + (names.count > 10 ? ", ..." : "")
      throw TableReadingError(
        kind: .file, path: text, message: "No file has a name like this.",
        hint: names.isEmpty
          ? "The folder \(place.isEmpty ? "." : place) is empty or is not there."
          : "\(place.isEmpty ? "The folder" : place) holds: \(shown).")
    }
    return files
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// - Parameter folder: with a slash at its end; empty for the working folder.
  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder.isEmpty ? "." : folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// The folder and those in it at any depth; links are not followed.
  private static func folders(in folder: String) -> [String] {
    var found = [folder]
    for name in names(in: folder).sorted() where !name.hasPrefix(".") {
      var status = stat()
      guard lstat(folder + name, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { continue }
      found += folders(in: folder + name + "/")
    }
    return found
  }
}
