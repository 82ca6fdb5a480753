import Runs

/// The name of the system the run was made on.
enum OperatingSystem {
  /// Such as `Debian GNU/Linux 12 (bookworm), x86_64`.
  static var description: String {
    let release = (try? Files.read("/etc/os-release")).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let key = "PRETTY_NAME="
    let line = release.split(separator: "\n").first { $0.hasPrefix(key) }
    let name = line.map { $0.dropFirst(key.count).filter { $0 != "\"" } } ?? "Linux"
    return "\(name), \(Toolchain.architecture)"
  }
}
