import Foundation
import Testing

@testable import Runs

@Suite struct MatrixTests {
  private static let matrix = Matrix(
    analysis: "a", title: "A", path: "a.swift",
    axes: [.init(name: "seed", values: ["1", "2", "3"]), .init(name: "trees", values: ["10", "20"])])

  @Test(arguments: 1...8) func shardsDivideThePoints(count: Int) throws {
    let parts = try (1...count).map { try #require(MatrixShard(index: $0, of: count)).positions(of: 6) }
    #expect(parts.joined().sorted() == Array(0..<6))
    #expect((parts.map(\.count).max() ?? 0) - (parts.map(\.count).min() ?? 0) <= 1)
  }

  @Test(arguments: ["0/3", "4/3", "1", "1/2/3", "a/3", "/", "-1/3", "1/0"]) func aShardIsOneOfItsCount(text: String) {
    #expect(MatrixShard(text) == nil)
  }

  @Test func schedulersGiveShards() throws {
    let task = try #require(
      MatrixShard(environment: [
        "SLURM_ARRAY_TASK_ID": "14", "SLURM_ARRAY_TASK_MIN": "10", "SLURM_ARRAY_TASK_STEP": "2",
        "SLURM_ARRAY_TASK_COUNT": "5",
      ]))
    #expect(task.index == 3 && task.count == 5)
    let pod = try #require(MatrixShard(environment: ["JOB_COMPLETION_INDEX": "4"]))
    #expect(pod.positions(of: 6) == [4])
    #expect(pod.positions(of: 3) == [])
    #expect(MatrixShard(environment: [:]) == nil)
    // A task of an array of unknown size could be any part.
    #expect(MatrixShard(environment: ["SLURM_ARRAY_TASK_ID": "1"]) == nil)
  }

  @Test func keysAreNamesOfFolders() {
    let values = ["\"../x\"", "\"a/b\"", "\"" + String(repeating: "long", count: 80) + "\"", "\"\"", "\".\""]
    let matrix = Matrix(analysis: "a", title: "", path: "", axes: [.init(name: "größe", values: values)])
    let keys = matrix.points.map(\.key)
    #expect(Set(keys).count == values.count)
    for key in keys {
      #expect(!key.contains("/") && key.utf8.count <= 120 && key.utf8.allSatisfy { $0 < 128 })
    }
  }

  @Test func aManifestIsWhatItsAxesSay() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "matrix-\(UUID().uuidString)").path()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = MatrixFolder(of: "a", in: folder)
    #expect(!store.exists)
    try store.write(Self.matrix)
    #expect(try store.matrix() == Self.matrix)
    #expect(MatrixFolder.all(in: folder).map(\.directory) == [store.directory])
    // Keys are joined to paths: none but those of the axes is taken.
    let path = store.directory + "/matrix.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    for wrong in [
      text.replacing("seed=1,trees=10", with: "../../x"),
      text.replacing("songbook-matrix/1", with: "songbook-matrix/9"),
      "{}", "",
    ] {
      try wrong.write(toFile: path, atomically: true, encoding: .utf8)
      #expect(throws: RunFailure.self) { try store.matrix() }
    }
  }

  @Test func textsAreShownWithoutQuotesWhereThatIsClear() {
    #expect(Matrix.shown("\"jazz\"") == "jazz")
    #expect(Matrix.shown("\"a b\"") == "\"a b\"")
    #expect(Matrix.shown("\"\"") == "\"\"")
    #expect(Matrix.shown("[1, 2]") == "1, 2")
    #expect(Matrix.shown("[\"jazz\", \"techno\"]") == "jazz, techno")
    #expect(Matrix.shown("[\"a, b\"]") == "[\"a, b\"]")
    #expect(Matrix.shown("[]") == "[]")
  }
}
