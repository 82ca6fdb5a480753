import Glibc

/// A folder of its own for each run, so that two runs at once never meet.
enum WorkFolder {
  /// - Returns: its absolute path.
  static func make(in parent: String, name: String) throws(RunnerFailure) -> String {
    let work = parent + "/work"
    try Files.makeDirectory(work)
    var template = Array("\(work)/\(name)-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil, let resolved = realpath(template, nil) else {
      throw Files.failure("A folder in \(work) could not be made")
    }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
