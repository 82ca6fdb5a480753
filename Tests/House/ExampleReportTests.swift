import Foundation
import Testing

/// The reports in `reports/examples/`, which `.ci/examples` makes.
@Suite struct ExampleReportTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let examples = root.appending(path: "reports/examples")
  private static let analyses = ["correlations", "exploration", "gallery", "universe", "hierarchy", "training"]

  /// All files, by their paths in the folder.
  private static let files: [String: URL] = {
    let found = FileManager.default.enumerator(at: examples, includingPropertiesForKeys: nil)
    let all = (found?.compactMap { $0 as? URL } ?? []).filter { !$0.hasDirectoryPath }
    return Dictionary(all.map { (String($0.path.dropFirst(examples.path.count + 1)), $0) }) { first, _ in first }
  }()

  private struct Manifest: Decodable {
    struct Input: Decodable {
      var path: String
      var bytes: Int
    }
    var path: String
    var status: String
    var inputs: [Input]
  }

  @Test func theyAreOfTheScriptsAsTheyAre() throws {
    let manifests = Self.files.filter { $0.key.hasSuffix("/run.json") }
    #expect(Set(Self.analyses).isSubset(of: manifests.keys.map { $0.replacing("/run.json", with: "") }))
    for (name, file) in manifests {
      let run = try JSONDecoder().decode(Manifest.self, from: Data(contentsOf: file))
      let source = file.deletingLastPathComponent().appending(path: "source.swift")
      let isCurrent = FileManager.default.contentsEqual(
        atPath: source.path, andPath: Self.root.appending(path: run.path).path)
      #expect(run.status == "ok" && isCurrent, "reports/examples/\(name) is of another \(run.path): run .ci/examples")
      for input in run.inputs {
        let file = Self.root.appending(path: input.path)
        let bytes = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int
        #expect(bytes == input.bytes, "reports/examples/\(name) is of another \(input.path): run .ci/examples")
      }
    }
  }

  @Test func theyAreWholeAndLight() throws {
    for page in [
      "index.html", "hierarchy/diff.html", "hierarchy.matrix/index.html", "hierarchy.matrix/explorable.html",
    ] {
      #expect(Self.files[page] != nil, "\(page)")
    }
    var bytes = 0
    for (name, file) in Self.files {
      let contents = try Data(contentsOf: file)
      bytes += contents.count
      guard name.hasSuffix(".html") else { continue }
      let page = String(decoding: contents, as: UTF8.self)
      for part in page.split(separator: "href=\"").dropFirst() {
        let target = part.prefix { $0 != "\"" && $0 != "#" }
        if target.isEmpty || ["data:", "http:", "https:"].contains(where: target.hasPrefix) { continue }
        let path = file.deletingLastPathComponent().path + "/" + (target.removingPercentEncoding ?? "")
        #expect(FileManager.default.fileExists(atPath: path), "\(name) leads to \(target)")
      }
      for place in ["/home/", "/root/", "/tmp/", "file://"] { #expect(!page.contains(place), "\(name) holds \(place)") }
    }
    #expect(bytes < 15_000_000)
  }
}
