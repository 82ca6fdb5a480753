import Execution

/// What the linker of the toolchain takes from the system: where programs start and end.
enum LinkerNeed {
  /// What a Swift toolchain itself needs of Debian 12, the compiler included.
  static let swiftPackages =
    "binutils libc6-dev libcurl4 libedit2 libgcc-12-dev libncurses6 libsqlite3-0 libstdc++-12-dev libxml2 libz3-4 tzdata"

  static func checkup(_ environment: [String: String]) -> Checkup {
    let name = "Linking"
    guard let toolchain = try? Toolchain.find(environment: environment, builtWith: nil) else {
      return Checkup(name: name, status: .missing, detail: "needs the Swift compiler")
    }
    let missing = [("Scrt1.o", "libc6-dev"), ("crtbeginS.o", "libgcc-12-dev")].filter { file, _ in
      !toolchain.linkerFinds(file, environment: environment)
    }
    return Checkup(
      name: name, status: missing.isEmpty ? .ok : .missing,
      detail: missing.isEmpty
        ? "Scrt1.o, crtbeginS.o" : "not found: \(missing.map { $0.0 }.joined(separator: ", "))",
      remedy: missing.isEmpty ? nil : "apt-get install \(missing.map { $0.1 }.joined(separator: " "))")
  }
}
