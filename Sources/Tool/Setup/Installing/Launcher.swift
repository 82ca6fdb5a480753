/// The shell script that `songbook` is on a machine where Songbook is installed: it finds the Swift that the tool runs
/// with, which the tool itself could not, and starts it.
enum Launcher {
  /// - Parameter version: what Songbook was built with, such as `Swift version 6.3.1 (swift-6.3.1-RELEASE)`.
  static func text(builtWith version: String) -> String {
    String(decoding: PackageResources.launcher_sh, as: UTF8.self).replacing("@VERSION@", with: version)
  }
}
