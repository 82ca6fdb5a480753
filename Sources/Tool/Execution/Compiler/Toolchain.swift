import FoundationEssentials
import Glibc
public import Runs

/// The Swift toolchain that compiles programs. Its tools are called directly: the driver would start three more
/// processes.
public struct Toolchain: Sendable, Equatable {
  /// The folder `usr` that holds `bin` and `lib`.
  public var root: String

  /// The toolchain in a folder `usr`, which is not checked.
  public init(root: String) { self.root = root }

  var frontend: String { root + "/bin/swift-frontend" }
  var linker: String { root + "/bin/clang" }
  var runtimeLibraries: String { root + "/lib/swift/linux" }
  var hostLibraries: String { root + "/lib/swift/host" }

  /// The toolchain of the `swiftc` that stands first on the search path.
  public static func find(searchPath: String) throws(RunFailure) -> Toolchain {
    for folder in searchPath.split(separator: ":") {
      guard let resolved = Files.resolved("\(folder)/swiftc") else { continue }
      let binaries = resolved.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      let toolchain = Toolchain(root: binaries.dropLast().joined(separator: "/"))
      if access(toolchain.frontend, X_OK) == 0 { return toolchain }
    }
    throw RunFailure(
      "No Swift toolchain was found", hint: "Install Swift 6.3 and put the folder that holds `swiftc` on PATH.")
  }

  /// The first line of `swiftc --version`; nil when the compiler does not run.
  public func version(environment: [String: String]) -> String? {
    let command = Command(executable: root + "/bin/swiftc", arguments: ["--version"], environment: environment)
    return (try? command.run())?.standardOutput.split(separator: "\n").first.map(String.init)
  }

  static var architecture: String {
    #if arch(arm64)
      "aarch64"
    #else
      "x86_64"
    #endif
  }

  static var target: String { "\(architecture)-unknown-linux-gnu" }
}
