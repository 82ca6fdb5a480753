import Connectors
import Foundation
import Frames
import Synchronization
import Testing

@Suite("Files") struct FileTests {
  @Test func severalFilesBelowEachOther() throws {
    let files = [
      "b.csv": "id,x\n3,0.5\n", "a.csv": "id,x,note\n1,7,old\n2,,\n", "c.csv": "x,id\n,4\n", "other.txt": "id\n9\n",
    ]
    try Fixtures.withFiles(files) { folder in
      let frame = try DataFrame(contentsOf: folder + "*.csv", fileColumn: "file")
      #expect(frame["id", Int.self].map { $0 } == [1, 2, 3, 4])
      #expect(frame["x", Double.self].map { $0 } == [7, nil, 0.5, nil])
      #expect(frame["note", String.self].map { $0 } == ["old", nil, nil, nil])
      #expect(frame["file", String.self][3] == folder + "c.csv")
      let remarks = frame.readingReport?.remarks ?? []
      #expect(remarks.contains { $0.contains("\"note\" is not in \(folder)b.csv, \(folder)c.csv") })
      #expect(remarks.contains { $0.contains("\"x\" holds double and integer") })
      #expect(try DataFrame(contentsOf: folder + "*.csv", rows: 1..<3)["id", Int.self].map { $0 } == [2, 3])
      #expect(try DataFrame(contentsOf: folder + "[ab].csv", columns: ["x"]).rowCount == 3)
      let failure = #expect(throws: TableReadingError.self) { try DataFrame(contentsOf: folder + "*.tsv") }
      #expect(failure?.description.contains("a.csv, b.csv, c.csv, other.txt") == true)
    }
  }

  @Test func foldersAtAnyDepth() throws {
    try Fixtures.withFiles([
      "2020/1/a.csv": "n\n1\n", "2020/2/a.csv": "n\n2\n", "2021/b.csv": "n\n3\n", ".x/a.csv": "n\n4\n",
    ]) { folder in
      let all = try DataFrame(contentsOf: folder + "**/*.csv")
      #expect(all["n", Int.self].map { $0 } == [1, 2, 3])
      let some = try DataFrame(contentsOf: folder + "2020/*/a.csv")
      #expect(some["n", Int.self].map { $0 } == [1, 2])
    }
  }

  /// A name that has the characters of a pattern is the file's own where it is there.
  @Test func aNameWithBracketsIsAName() throws {
    try Fixtures.withFiles(["a[1].csv": "n\n1\n", "a1.csv": "n\n2\n"]) { folder in
      let frame = try DataFrame(contentsOf: folder + "a[1].csv")
      #expect(frame["n", Int.self][0] == 1)
    }
  }

  @Test func theKindIsToldByTheContents() throws {
    let files = [
      "a.data": #"{"n":1}"#, "b.data": "n,m\n1,2\n", "c.jsonl": "{\"n\":1}\n{\"n\":2}\n", "d.csv": "{\"a\",b\n1,2\n",
    ]
    try Fixtures.withFiles(files) { folder in
      #expect(TableKind(ofFile: folder + "a.data") == .json)
      #expect(TableKind(ofFile: folder + "b.data") == .delimited)
      #expect(TableKind(ofFile: folder + "c.jsonl") == .json)
      #expect(TableKind(ofFile: folder + "d.csv") == .delimited)
      #expect(TableKind(ofFile: Fixtures.path("odd.parquet")) == .parquet)
      #expect(TableKind(ofFile: folder + "absent") == .delimited)
    }
  }

  /// So that a report names them among its inputs, with their size and rows.
  @Test func everyFileThatIsReadIsReported() throws {
    try Fixtures.withFiles(["a.csv": "n\n1\n", "b.csv": "n\n2\n3\n", "c.json": "[{\"n\":1}]"]) { folder in
      let reads = Mutex<[FileRead]>([])
      let name = "FileTests.\(folder)"
      FileReads.observe(as: name) { read in
        if read.path.hasPrefix(folder) || read.path.hasSuffix("odd.parquet") { reads.withLock { $0.append(read) } }
      }
      defer { FileReads.observe(as: name, nil) }
      _ = try DataFrame(contentsOf: folder + "*.csv")
      _ = try DataFrame(contentsOf: folder + "c.json")
      _ = try DataFrame(contentsOf: Fixtures.path("odd.parquet"))
      let seen = reads.withLock { $0 }
      #expect(seen.map(\.rows).sorted() == [1, 1, 1, 2])
      #expect(seen.first { $0.path == folder + "b.csv" }?.bytes == 6)
      #expect(seen.contains { $0.path.hasSuffix("odd.parquet") && $0.bytes == 493 })
    }
  }

  @Test func errorsOfDelimitedFilesKeepTheirPlace() throws {
    try Fixtures.withFiles(["a.csv": "n,m\n1,2\n3\n"]) { folder in
      let failure = #expect(throws: TableReadingError.self) {
        try DataFrame(contentsOf: folder + "a.csv", options: CSVReadingOptions(isStrict: true))
      }
      #expect(failure?.description.hasPrefix("\(folder)a.csv: line 3: ") == true, "\(failure?.description ?? "")")
      #expect(failure?.kind == .delimited(.problem(.tooFewFields)))
    }
  }
}
