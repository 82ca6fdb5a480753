import Glibc
public import Runs

/// What analyses are compiled against and run with: `libSongbook.so`, and the modules beside it.
public struct SongbookLibrary: Sendable, Equatable {
  /// The folder that holds the library and `Modules`.
  public var directory: String

  /// The library in a folder, which is not checked.
  public init(directory: String) { self.directory = directory }

  /// The library itself.
  public var file: String { directory + "/libSongbook.so" }
  /// The folder of the compiled modules.
  public var modules: String { directory + "/Modules" }

  /// The modules in ``modules`` that analyses are compiled against: those they import, and what these are made of.
  public static let moduleNames = [
    "Charts", "Connectors", "Engines", "Forests", "Frames", "Genres", "Learning", "Rendering", "Runs", "Songbook",
    "Statistics", "Summaries", "Widgets",
  ]

  /// The compiler that made the modules, such as `Swift version 6.3.1 (swift-6.3.1-RELEASE)`; nil when they do not say.
  public var compilerVersion: String? {
    // It stands in the header, behind the options.
    guard let start = try? Files.read(modules + "/Songbook.swiftmodule", first: 1 << 16),
      let at = Self.places(of: Array("Swift version ".utf8), in: start).first
    else {
      return nil
    }
    let text = start[at...].prefix { (32..<127).contains($0) }
    guard let end = text.firstIndex(of: UInt8(ascii: ")")) else { return nil }
    return String(decoding: text[...end], as: UTF8.self)
  }

  /// C modules that the library uses inside. The compiler wants to see each named, and nothing of what is in them: an
  /// empty module does, where reading the real headers would cost every compilation.
  public static let innerModules = [
    "CAccessTrace", "CArchive", "CArrow", "CCairo", "CDeflate", "CFileTrace", "CLinux", "CLinear", "CStreams", "CSVM",
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

  /// The modules of the library that declare a type of this name.
  func modules(declaring name: String) -> [String] {
    guard name.first?.isUppercase == true, let library = try? Files.read(file) else { return [] }
    // As symbols are called: `$s6Genres5SongsVMn` for a structure, with `C` for a class and `O` for an enumeration.
    var found: Set<String> = []
    for kind in ["V", "C", "O"] {
      for end in Self.places(of: Array("\(name.utf8.count)\(name)\(kind)Mn".utf8), in: library) {
        let before = library[max(0, end - 64)..<end]
        guard let sign = before.lastIndex(of: UInt8(ascii: "$")) else { continue }
        let module = String(decoding: before[(sign + 1)...], as: UTF8.self)
        let name = module.drop { $0 == "s" }.drop(while: \.isNumber)
        if module == "s\(name.utf8.count)\(name)" { found.insert(String(name)) }
      }
    }
    return found.sorted()
  }

  private static func places(of sought: [UInt8], in bytes: [UInt8]) -> [Int] {
    bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return [] }
      var places: [Int] = []
      var at = 0
      while at + sought.count <= bytes.count, let next = memchr(start + at, Int32(sought[0]), bytes.count - at) {
        at = UnsafeRawPointer(start).distance(to: next)
        if at + sought.count <= bytes.count, memcmp(next, sought, sought.count) == 0 { places.append(at) }
        at += 1
      }
      return places
    }
  }

  private static var executableDirectory: String {
    guard let resolved = Files.resolved("/proc/self/exe") else { return "." }
    return resolved.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  }
}
