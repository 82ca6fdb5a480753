import Execution
import Foundation
import Frames
import Runs
import Setup

/// One thing that Songbook needs or can use on this machine, and whether it is there.
struct Checkup: Codable {
  enum Status: String, Codable {
    case ok
    /// Songbook works without it, with worse results.
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
  /// Everything that is checked, in the order in which it is needed.
  static func all() -> [Checkup] {
    let environment = ProcessInfo.processInfo.environment
    let fonts = FontNeed.installedFiles()
    return [
      songbook(), compiler(environment), LinkerNeed.checkup(environment), library(environment), LibraryNeed.checkup(),
      LibraryNeed.optionalCheckup(), shippedData(),
    ]
      + FontNeed.all.map { $0.checkup(among: fonts) } + [formulas(environment), workFolder()]
  }

  private static func songbook() -> Checkup {
    let folder = (try? SongbookLibrary.find(environment: [:]).directory) ?? ""
    let installation = Installation(of: folder + "/songbook")
    return Checkup(
      name: "Songbook", status: .ok,
      detail: "\(SongbookVersion.current), \(installation.map { "installed in \($0.prefix)" } ?? "in \(folder)")")
  }

  /// Needed by analyses with formulas alone.
  private static func formulas(_ environment: [String: String]) -> Checkup {
    let program = "blahtexml"
    let isThere = FilterProgram(named: program, environment: environment) != nil
    return Checkup(
      name: "Formulas", status: isThere ? .ok : .advice,
      detail: isThere ? program : "not installed; analyses without formulas do not need it",
      remedy: isThere ? nil : "apt-get install \(program)")
  }

  private static func compiler(_ environment: [String: String]) -> Checkup {
    let name = "Swift compiler"
    do {
      let built = try? SongbookLibrary.find(environment: environment).compilerVersion
      let toolchain = try Toolchain.find(environment: environment, builtWith: built)
      guard let version = toolchain.version(environment: environment) else {
        return Checkup(
          name: name, status: .missing, detail: "the compiler of \(toolchain.root) does not run",
          remedy: "apt-get install \(LinkerNeed.swiftPackages)")
      }
      if let built, built != version {
        return Checkup(
          name: name, status: .missing,
          detail: "\(Toolchain.shortVersion(version)) in \(toolchain.root); Songbook was built with "
            + Toolchain.shortVersion(built),
          remedy: "swiftly install \(Toolchain.shortVersion(built).dropFirst("Swift ".count))")
      }
      return Checkup(name: name, status: .ok, detail: "\(version), \(toolchain.root)")
    } catch {
      return Checkup(name: name, status: .missing, detail: error.message, remedy: error.hint)
    }
  }

  private static func library(_ environment: [String: String]) -> Checkup {
    let name = "Songbook library"
    do {
      let library = try SongbookLibrary.find(environment: environment)
      return Checkup(name: name, status: .ok, detail: library.directory + "/libSongbook.so")
    } catch {
      return Checkup(name: name, status: .missing, detail: error.message, remedy: error.hint)
    }
  }

  private static func shippedData() -> Checkup {
    let missing = Subcommands.dataFiles.filter { (try? InstalledData.path($0)) == nil }
    return Checkup(
      name: "Shipped data", status: missing.isEmpty ? .ok : .advice,
      detail: missing.isEmpty
        ? Subcommands.dataFiles.joined(separator: ", ") : "not found: \(missing.joined(separator: ", "))",
      remedy: missing.isEmpty ? nil : "export SONGBOOK_DATA=the folder data/ of Songbook's checkout")
  }

  private static func workFolder() -> Checkup {
    let isWritable = FileManager.default.isWritableFile(atPath: FileManager.default.currentDirectoryPath)
    return Checkup(
      name: "Working folder", status: isWritable ? .ok : .missing,
      detail: isWritable ? "can be written to" : "cannot be written to",
      remedy: isWritable
        ? nil : "Reports go to reports/ in the working folder; change to one you may write to, or use -o.")
  }
}
