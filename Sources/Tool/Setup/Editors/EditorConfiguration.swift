public import Execution
import Foundation
public import Runs

/// What SourceKit-LSP, the language server of every editor for Swift, has to know about analyses: where the modules
/// are that they import. With it, names are completed and explained, and mistakes are marked as one types.
public struct EditorConfiguration: Sendable {
  /// What analyses are compiled against.
  public var library: SongbookLibrary

  /// A configuration for analyses that import this library.
  public init(library: SongbookLibrary) { self.library = library }

  private static let folder = ".sourcekit-lsp"
  private static let file = folder + "/config.json"
  private static let modules = folder + "/songbook.modulemap"

  /// Writes `.sourcekit-lsp/config.json` in the folder of a project. Other settings in it stay.
  /// - Returns: the path of the file.
  /// - Throws: when it cannot be written, or when what is there is no JSON.
  @discardableResult
  public func write(to project: String) throws(RunFailure) -> String {
    let project = Files.absolute(project)
    let path = "\(project)/\(Self.file)"
    var settings = try Self.settings(at: path)
    var fallback = settings["fallbackBuildSystem"] as? [String: Any] ?? [:]
    fallback["swiftCompilerFlags"] = flags(project)
    settings["fallbackBuildSystem"] = fallback
    let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let json = try? JSONSerialization.data(withJSONObject: settings, options: options) else {
      throw RunFailure("\(path) could not be written as JSON")
    }
    try Files.makeOwnFolder("\(project)/\(Self.folder)")
    try Files.replace("\(project)/\(Self.modules)", with: Array(SongbookLibrary.innerModules.utf8))
    // Paths of this machine are of no use to others.
    let ignored = "\(project)/\(Self.folder)/.gitignore"
    if !Files.exists(ignored) { try Files.replace(ignored, with: Array("*\n".utf8)) }
    try Files.replace(path, with: Array(json) + Array("\n".utf8))
    return path
  }

  /// Writes tasks for Visual Studio Code that run and watch the analysis one edits.
  /// - Returns: the path of the file; nil when there is one already, which stays as it is.
  public static func writeTasks(to project: String) throws(RunFailure) -> String? {
    let path = Files.absolute(project) + "/.vscode/tasks.json"
    if Files.exists(path) { return nil }
    try Files.makeDirectory(Files.absolute(project) + "/.vscode")
    try Files.replace(path, with: PackageResources.tasks_json)
    return path
  }

  private static func settings(at path: String) throws(RunFailure) -> [String: Any] {
    guard Files.exists(path) else { return [:] }
    let bytes = try Files.read(path)
    guard let settings = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
      throw RunFailure("\(path) is no object in JSON", hint: "Mend it or move it away.")
    }
    return settings
  }

  /// As analyses are compiled, see `Compiler`.
  private func flags(_ project: String) -> [String] {
    let inner = "-fmodule-map-file=\(project)/\(Self.modules)"
    return [
      "-I", Files.absolute(library.modules), "-Xcc", inner, "-swift-version", "5", "-enable-bare-slash-regex",
      // An expression that stands alone is displayed: it is not unused.
      "-Xfrontend", "-debugger-support",
    ]
  }
}
