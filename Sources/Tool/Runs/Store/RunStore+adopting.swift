import Glibc

extension RunStore {
  /// Takes in a copy of a report that another folder holds, in place of the one that stands here. Of that folder only what
  /// belongs to a report is taken, and no links.
  /// - Parameter name: of the report's folder here.
  package func adopt(_ folder: String, as name: String) throws(RunFailure) {
    _ = try replaceReport(name) { made throws(RunFailure) in
      for name in RunStore.owned { try RunStore.copyFiles("\(folder)/\(name)", to: "\(made)/\(name)") }
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
