import Glibc
public import Runs

/// What analyses are compiled against and run with: `libSongbook.so`, and the modules beside it.
public struct SongbookLibrary: Sendable, Equatable {
  /// The folder that holds the library and `Modules`.
  public var directory: String

  /// The library in a folder, which is not checked.
  public init(directory: String) { self.directory = directory }

  var file: String { directory + "/libSongbook.so" }
  var modules: String { directory + "/Modules" }

  /// C modules that the library uses inside. The compiler wants to see each named, and nothing of what is in them: an
  /// empty module does, where reading the real headers would cost every compilation.
  static let innerModules = [
    "CAccessTrace", "CArchive", "CCairo", "CDeflate", "CFileTrace", "CLinux", "CLinear", "CStreams", "CSVM",
  ].map { "module \($0) {}\n" }.joined()

  /// `$SONGBOOK_LIBRARY`, else the folder of the running executable.
  public static func find(environment: [String: String]) throws(RunFailure) -> SongbookLibrary {
    let library = SongbookLibrary(
      directory: environment["SONGBOOK_LIBRARY"].map(Files.absolute) ?? executableDirectory)
    guard access(library.file, R_OK) == 0, access(library.modules + "/Songbook.swiftmodule", R_OK) == 0 else {
      throw RunFailure(
        "\(library.file) and its Modules were not found",
        hint: "Build them with `swift build -c release`, or set SONGBOOK_LIBRARY to the folder that holds them.")
    }
    return library
  }

  private static var executableDirectory: String {
    guard let resolved = Files.resolved("/proc/self/exe") else { return "." }
    return resolved.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  }
}
