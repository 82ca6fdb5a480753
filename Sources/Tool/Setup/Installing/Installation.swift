import Glibc
public import Runs

/// Songbook's files under a prefix such as `~/.local` or `/usr`. They can be moved together: none of them names the
/// prefix.
public struct Installation: Sendable {
  /// The folder that holds `bin`, `lib` and `share`.
  public var prefix: String

  /// An installation, which need not be there.
  public init(prefix: String) { self.prefix = Files.absolute(prefix) }

  /// The installation that a program is part of: it lies in `lib/songbook` there. Nil for one in a build folder.
  public init?(of program: String) {
    let folders = program.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    guard folders.suffix(2) == ["lib", "songbook"] else { return nil }
    self.init(prefix: folders.dropLast(2).joined(separator: "/"))
    guard Files.exists(self.prefix + "/bin/songbook") else { return nil }
  }

  /// Which files and folders an installation made, one a line, folders with a slash behind them.
  static let list = "share/songbook/installed.txt"

  /// Writes the files, each beside its place and moved into it, so that a program that runs goes on. Files of an
  /// earlier installation that are not among them are removed.
  public func install(_ files: [InstalledFile]) throws(RunFailure) {
    let earlier = installed
    var folders = earlier.filter { $0.hasSuffix("/") }
    for file in files + [InstalledFile(Installation.list, .text(""))] {
      for folder in try makeFolders(of: file.path) where !folders.contains(folder) { folders.append(folder) }
      try write(file)
    }
    let paths = files.map(\.path) + [Installation.list]
    for path in earlier where !path.hasSuffix("/") && !paths.contains(path) { Files.remove("\(prefix)/\(path)") }
    let list = (paths.sorted() + folders).map { $0 + "\n" }.joined()
    try Files.replace("\(prefix)/\(Installation.list)", with: Array(list.utf8))
  }

  /// Removes what ``install(_:)`` made, and the folders it made when nothing else is in them.
  /// - Returns: how many files were removed.
  /// - Throws: when nothing says what was installed.
  public func uninstall() throws(RunFailure) -> Int {
    let installed = installed
    guard !installed.isEmpty else {
      throw RunFailure(
        "\(prefix)/\(Installation.list) is not there, so nothing says what was installed under \(prefix)",
        hint: "What came as a package is removed with `apt-get remove songbook`; else give `--prefix` as it was "
          + "installed.")
    }
    let files = installed.filter { !$0.hasSuffix("/") }
    for file in files {
      let path = "\(prefix)/\(file)"
      guard unlink(path) == 0 || errno == ENOENT else { throw Files.failure("\(path) could not be removed") }
    }
    // The inner ones first.
    for folder in installed.filter({ $0.hasSuffix("/") }).sorted(by: { $0.utf8.count > $1.utf8.count }) {
      rmdir(folder == "./" ? prefix : "\(prefix)/\(folder)")
    }
    return files.count
  }

  private var installed: [String] {
    guard let bytes = try? Files.read("\(prefix)/\(Installation.list)") else { return [] }
    // A file that somebody changed removes nothing outside.
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
      .filter { $0 == "./" || Files.isWithin($0.hasSuffix("/") ? String($0.dropLast()) : $0) }
  }

  /// - Returns: those that were not there.
  private func makeFolders(of path: String) throws(RunFailure) -> [String] {
    var made: [String] = []
    if !Files.exists(prefix) {
      try Files.makeDirectory(prefix)
      made.append("./")
    }
    var folder = ""
    for name in path.split(separator: "/").dropLast() {
      folder += "\(name)/"
      if Files.exists("\(prefix)/\(folder)") { continue }
      try Files.makeDirectory("\(prefix)/\(folder.dropLast())")
      made.append(folder)
    }
    return made
  }

  private func write(_ file: InstalledFile) throws(RunFailure) {
    let path = "\(prefix)/\(file.path)"
    switch file.contents {
    case .text(let text): try Files.replace(path, with: Array(text.utf8))
    case .copy(let source): try Files.replace(path, with: try Files.read(source))
    case .binary(let source):
      var bytes = try Files.read(source)
      try LibrarySearchPath.remove(from: &bytes, of: source)
      try Files.replace(path, with: bytes)
    }
    guard chmod(path, file.isProgram ? 0o755 : 0o644) == 0 else {
      throw Files.failure("\(path) could not be made \(file.isProgram ? "a program" : "readable")")
    }
  }
}
