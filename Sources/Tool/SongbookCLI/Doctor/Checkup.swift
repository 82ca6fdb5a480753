import Foundation
import Frames

/// One thing that Songbook needs or likes to have on the machine, and whether it is there.
struct Checkup: Codable {
  enum Status: String, Codable {
    case ok
    /// Songbook works without it, but something will look or read worse.
    case advice
    /// Analyses cannot run without it.
    case missing
  }

  var name: String
  var status: Status
  var detail: String
  /// What to do about it.
  var remedy: String?
}

extension Checkup {
  /// Everything that is looked at, in the order in which it is needed.
  static func all() -> [Checkup] {
    [compiler(), library(), LibraryNeed.checkup(), shippedData()]
      + FontNeed.all.map { $0.checkup(among: FontNeed.installedFiles()) } + [
        workFolder()
      ]
  }

  private static func compiler() -> Checkup {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    guard let folder = folders.first(where: { FileManager.default.isExecutableFile(atPath: $0 + "/swiftc") }) else {
      return Checkup(
        name: "Swift compiler", status: .missing, detail: "no swiftc on PATH",
        remedy: "Install a Swift 6.3 toolchain from swift.org and put its usr/bin on PATH.")
    }
    let version = firstLine(ofRunning: folder + "/swiftc", "--version")
    let number = version.flatMap { $0.firstMatch(of: /Swift version (\d+)\.(\d+)/) }
    guard let number, let major = Int(number.1), let minor = Int(number.2), (major, minor) >= (6, 1) else {
      return Checkup(
        name: "Swift compiler", status: .missing, detail: version ?? "\(folder)/swiftc does not run",
        remedy: "Songbook needs Swift 6.1 or later; install a newer toolchain from swift.org.")
    }
    return Checkup(name: "Swift compiler", status: .ok, detail: version ?? "")
  }

  private static func library() -> Checkup {
    let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path
    let isThere = FileManager.default.fileExists(atPath: folder + "/libSongbook.so")
    return Checkup(
      name: "Songbook library", status: isThere ? .ok : .missing,
      detail: isThere ? "libSongbook.so" : "libSongbook.so is not beside the command",
      remedy: isThere ? nil : "Run `swift build -c release` in Songbook's folder and use .build/release/songbook.")
  }

  private static func shippedData() -> Checkup {
    let missing = Subcommands.dataFiles.filter { (try? InstalledData.path($0)) == nil }
    return Checkup(
      name: "Shipped data", status: missing.isEmpty ? .ok : .advice,
      detail: missing.isEmpty
        ? Subcommands.dataFiles.joined(separator: ", ") : "not found: \(missing.joined(separator: ", "))",
      remedy: missing.isEmpty ? nil : "Run from Songbook's folder, or set SONGBOOK_DATA to its data/ folder.")
  }

  private static func workFolder() -> Checkup {
    let isWritable = FileManager.default.isWritableFile(atPath: FileManager.default.currentDirectoryPath)
    return Checkup(
      name: "Working folder", status: isWritable ? .ok : .missing,
      detail: isWritable ? "can be written to" : "cannot be written to",
      remedy: isWritable
        ? nil : "Reports go to reports/ in the working folder; change to one you may write to, or use -o.")
  }

  private static func firstLine(ofRunning executable: String, _ argument: String) -> String? {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = [argument]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n").first.map(String.init)
  }
}
