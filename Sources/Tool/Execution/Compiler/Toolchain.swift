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

  /// The toolchain that compiles for a library: modules can be read by the compiler that wrote them, and by no other.
  ///
  /// `$SONGBOOK_TOOLCHAIN` holds alone where it is set. Else it is the toolchain whose runtime this process runs with,
  /// then that of each `swiftc` on the search path.
  /// - Parameters:
  ///   - environment: of which `SONGBOOK_TOOLCHAIN` and `PATH` are read.
  ///   - version: what the library was built with, see ``SongbookLibrary/compilerVersion``; nil takes the first.
  public static func find(
    environment: [String: String], builtWith version: String?
  ) throws(RunFailure) -> Toolchain {
    if let chosen = environment["SONGBOOK_TOOLCHAIN"] {
      guard let toolchain = Toolchain(containing: chosen) else {
        throw RunFailure(
          "SONGBOOK_TOOLCHAIN is “\(chosen)”, and no Swift compiler is there",
          hint: "Set it to the folder `usr` of a toolchain, which holds bin/swift-frontend, or unset it.")
      }
      return toolchain
    }
    var others: [String] = []
    for toolchain in [ofThisProcess].compactMap({ $0 }) + onSearchPath(environment["PATH"] ?? "") {
      guard let version, let own = toolchain.declaredVersion, own != version else { return toolchain }
      others.append("\(own) in \(toolchain.root)")
    }
    let wanted = version.map(shortVersion) ?? "Swift 6.3"
    let found = others.isEmpty ? "" : "; found was \(others.joined(separator: ", "))"
    throw RunFailure(
      "No toolchain of \(wanted) was found\(found)",
      hint: "Analyses are compiled by the Swift that Songbook was built with. Put its `swiftc` on PATH, or set "
        + "SONGBOOK_TOOLCHAIN to the folder `usr` that holds it.")
  }

  /// The toolchain at a path that people give: its `usr`, the folder above, or `bin`.
  private init?(containing path: String) {
    for folder in [path, path + "/usr", path + "/.."] where Toolchain(root: folder).isComplete {
      self.init(root: Files.resolved(folder) ?? folder)
      return
    }
    return nil
  }

  /// The folder of swiftly's own programs has a compiler by name too, and no library.
  private var isComplete: Bool {
    access(frontend, X_OK) == 0 && access(runtimeLibraries + "/libswiftCore.so", R_OK) == 0
  }

  /// Where the runtime library of this process lies.
  private static var ofThisProcess: Toolchain? {
    guard let maps = try? Files.read("/proc/self/maps") else { return nil }
    let line = String(decoding: maps, as: UTF8.self).split(separator: "\n").first { $0.hasSuffix("/libswiftCore.so") }
    guard let line, let slash = line.firstIndex(of: "/"), let library = Files.resolved(String(line[slash...])) else {
      return nil
    }
    // usr/lib/swift/linux/libswiftCore.so
    let root = library.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
    return Toolchain(containing: root)
  }

  private static func onSearchPath(_ searchPath: String) -> [Toolchain] {
    searchPath.split(separator: ":").compactMap { folder in
      guard let resolved = Files.resolved("\(folder)/swiftc") else { return nil }
      let binaries = resolved.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      let toolchain = Toolchain(root: binaries.dropLast().joined(separator: "/"))
      return toolchain.isComplete ? toolchain : nil
    }
  }

  /// `Swift 6.3.1` of `Swift version 6.3.1 (swift-6.3.1-RELEASE)`.
  public static func shortVersion(_ version: String) -> String {
    "Swift " + (version.split(separator: " ").dropFirst(2).first.map(String.init) ?? version)
  }

  /// What the toolchain says of itself without being started, such as `Swift version 6.3.1 (swift-6.3.1-RELEASE)`; nil
  /// where it does not.
  public var declaredVersion: String? {
    let interface = "\(runtimeLibraries)/Swift.swiftmodule/\(Toolchain.target).swiftinterface"
    guard let start = try? Files.read(interface, first: 1000) else { return nil }
    let mark = "// swift-compiler-version: "
    return String(decoding: start, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix(mark) }
      .map { String($0.dropFirst(mark.count)) }
  }

  /// What the compiler says of its version; nil when it does not run. The driver `swiftc` would leave a folder behind.
  public func version(environment: [String: String]) -> String? {
    let command = Command(executable: frontend, arguments: ["-frontend", "-version"], environment: environment)
    return (try? command.run())?.standardOutput.split(separator: "\n").first.map(String.init)
  }

  /// Whether the linker has a file of the system, such as the one that programs start with.
  public func linkerFinds(_ file: String, environment: [String: String]) -> Bool {
    let command = Command(executable: linker, arguments: ["-print-file-name=\(file)"], environment: environment)
    return (try? command.run())?.standardOutput.hasPrefix("/") == true
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
