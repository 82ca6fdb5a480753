#if canImport(Glibc)
  import Glibc
#endif

/// Tables that Songbook ships: the folder `data/`.
public enum InstalledData {
  /// A file that was not found.
  public struct Missing: Error, CustomStringConvertible {
    /// The file's name.
    public var name: String
    /// Which file was not found and what to do.
    public var description: String {
      "data/\(name) was not found. Run from the folder that holds `data/`, or set SONGBOOK_DATA to it."
    }
  }

  /// The path of a shipped file: in `$SONGBOOK_DATA`, else in `data/` of the working folder or of one above it, else in
  /// that of the folder Songbook was built in.
  public static func path(_ name: String) throws(Missing) -> String {
    if let folder = getenv("SONGBOOK_DATA").map({ String(cString: $0) }) {
      let path = folder + "/" + name
      if access(path, R_OK) == 0 { return path }
    }
    for start in ["", homeDirectory] {
      var prefix = start
      for _ in 0..<8 {
        let path = prefix + "data/" + name
        if access(path, R_OK) == 0 { return path }
        prefix += "../"
      }
    }
    throw Missing(name: name)
  }

  /// Where Songbook's library lies, with a slash behind it: the runner passes it to an analysis; the commands lie
  /// beside it.
  private static var homeDirectory: String {
    if let home = getenv("SONGBOOK_HOME") { return String(cString: home) + "/" }
    guard let resolved = realpath("/proc/self/exe", nil) else { return "" }
    defer { free(resolved) }
    let path = String(cString: resolved)
    return path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }
}
