import Glibc

/// The folders that the launcher of an installed Songbook put on `LD_LIBRARY_PATH`, so that the tool could start.
enum RuntimeSearchPath {
  /// Takes them off again: what the tool starts is to see the variable as it was.
  static func leave() {
    let variable = "LD_LIBRARY_PATH"
    guard let own = getenv("SONGBOOK_RUNTIME").map({ String(cString: $0) }) else { return }
    unsetenv("SONGBOOK_RUNTIME")
    guard let all = getenv(variable).map({ String(cString: $0) }), all.hasPrefix(own) else { return }
    let rest = all.dropFirst(own.count)
    if rest.hasPrefix(":") {
      setenv(variable, String(rest.dropFirst()), 1)
    } else if rest.isEmpty {
      unsetenv(variable)
    }
  }
}
