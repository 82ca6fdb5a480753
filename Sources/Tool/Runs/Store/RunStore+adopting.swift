import Glibc

extension RunStore {
  /// Takes in a copy of a report that another folder holds, in place of the one that stands here. Of that folder only what
  /// belongs to a report is taken, and no links.
  /// - Parameter name: of the report's folder here.
  package func adopt(_ folder: String, as name: String) throws(RunFailure) {
    let path = self.folder(of: name)
    try Files.makeOwnFolder(directory)
    try Files.requireNoLink(path)
    let lock = try locked()
    defer { withExtendedLifetime(lock) {} }
    recover(name)
    try requireReport(at: path)
    let made = try OwnedFolder.make(in: directory, name: ".\(name)")
    chmod(made, 0o755)
    do throws(RunFailure) {
      for name in RunStore.owned { try RunStore.copyFiles("\(folder)/\(name)", to: "\(made)/\(name)") }
      OwnedFolder.release(made)
      try Files.exchange(made, with: path)
    } catch {
      OwnedFolder.remove(made)
      throw error
    }
    if Files.exists(made) {
      OwnedFolder.mark(made)
      OwnedFolder.remove(made)
    }
  }

  private static func copyFiles(_ source: String, to target: String) throws(RunFailure) {
    if Files.isRegularFile(source) { return try Files.copy(source, to: target) }
    var information = stat()
    guard lstat(source, &information) == 0, information.st_mode & S_IFMT == S_IFDIR else { return }
    try Files.makeDirectory(target)
    for name in Files.names(in: source) { try copyFiles("\(source)/\(name)", to: "\(target)/\(name)") }
  }
}
