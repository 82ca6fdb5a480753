#if canImport(Glibc)
  import Glibc
#endif

/// Tables that Songbook ships: the folder `data/`.
public enum InstalledData {
  public struct Missing: Error, CustomStringConvertible {
    public var name: String
    public var description: String {
      "data/\(name) was not found. Run from the folder that holds `data/`, or set SONGBOOK_DATA to it."
    }
  }

  /// The path of a shipped file: in `$SONGBOOK_DATA`, else in `data/` of the working folder or of one above it.
  public static func path(_ name: String) throws(Missing) -> String {
    if let folder = getenv("SONGBOOK_DATA").map({ String(cString: $0) }) {
      let path = folder + "/" + name
      if access(path, R_OK) == 0 { return path }
    }
    var prefix = ""
    for _ in 0..<8 {
      let path = prefix + "data/" + name
      if access(path, R_OK) == 0 { return path }
      prefix += "../"
    }
    throw Missing(name: name)
  }
}
