public import Execution
public import Runs

extension InstalledFile {
  /// The files of Songbook itself.
  /// - Parameters:
  ///   - library: the library, with the tool beside it.
  ///   - data: the names of the shipped tables.
  ///   - toolchain: noted as the first place where Swift is looked for; nil notes none.
  public static func songbook(
    library: SongbookLibrary, data: [String], toolchain: Toolchain?
  ) throws(RunFailure) -> [InstalledFile] {
    guard let version = library.compilerVersion else {
      throw RunFailure("\(library.modules) does not say which compiler made it")
    }
    let home = "lib/songbook"
    var files = [
      InstalledFile("bin/songbook", .text(Launcher.text(builtWith: version)), isProgram: true),
      InstalledFile("\(home)/songbook", .binary(of: library.directory + "/songbook"), isProgram: true),
      InstalledFile("\(home)/libSongbook.so", .binary(of: library.file)),
    ]
    for module in SongbookLibrary.moduleNames {
      // Compiled, and its documentation for editors.
      for ending in ["swiftmodule", "swiftdoc"] {
        let file = "\(module).\(ending)"
        files.append(InstalledFile("\(home)/Modules/\(file)", .copy(of: "\(library.modules)/\(file)")))
      }
    }
    if let toolchain { files.append(InstalledFile("\(home)/toolchain", .text(toolchain.root + "\n"))) }
    for name in data {
      files.append(InstalledFile("\(home)/data/\(name)", .copy(of: try shippedTable(name, beside: library))))
    }
    return files
  }

  /// A table that came with the library: in the checkout it was built in, or in the same installation. Tables of the
  /// working folder are somebody's own.
  private static func shippedTable(_ name: String, beside library: SongbookLibrary) throws(RunFailure) -> String {
    let places = (0...4).map { String(repeating: "../", count: $0) + "data/" }
    for place in places {
      let path = "\(library.directory)/\(place)\(name)"
      if Files.exists(path) { return path }
    }
    throw RunFailure("\(name) was not found beside \(library.directory)")
  }
}
