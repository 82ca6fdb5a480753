import Foundation
import Notebooks
import Runs

/// Files on disk that an analysis names in `sources`.
struct SharedSourceFiles: SharedSourceFinder {
  /// The folder of the analysis; empty for the current one.
  var folder: String

  func files(named entry: String) -> [(path: String, bytes: [UInt8])] {
    let path = entry.hasPrefix("/") || folder.isEmpty ? entry : folder + "/" + entry
    let plain = Files.relative(URL(fileURLWithPath: path).standardizedFileURL.path)
    var isFolder: ObjCBool = false
    guard !entry.isEmpty, FileManager.default.fileExists(atPath: plain, isDirectory: &isFolder) else { return [] }
    guard isFolder.boolValue else { return plain.hasSuffix(".swift") ? [plain].compactMap(file) : [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: plain)) ?? []
    return names.filter { $0.hasSuffix(".swift") }.sorted().map { plain + "/" + $0 }.compactMap(file)
  }

  private func file(_ path: String) -> (path: String, bytes: [UInt8])? {
    FileManager.default.contents(atPath: path).map { (path, Array($0)) }
  }
}
