import Foundation
import Pages
import Songbook
import Testing

@testable import Reports

@Suite struct PackedDataTests {
  private static let table = Array(
    ("Genre,Energy\n" + (0..<400).map { "genre \($0),0.\($0 * 7919 % 1000)\n" }.joined()).utf8)

  @Test func largeTablesArePackedAndComeBack() throws {
    let (address, name) = PackedData.link(Self.table, mediaType: "text/csv", name: "fig-x.csv")
    #expect(name == "fig-x.csv.gz")
    let text = String(decoding: address.bytes, as: UTF8.self)
    let start = try #require(text.firstRange(of: "data:application/gzip;base64,"))
    #expect(start.lowerBound == text.startIndex && text.utf8.count * 2 < Self.table.count)
    let packed = try #require(Data(base64Encoded: String(text[start.upperBound...])))
    let file = FileManager.default.temporaryDirectory.appending(path: "songbook-packed-\(UUID().uuidString).csv.gz")
    try packed.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let frame = try DataFrame(contentsOfCSVFile: file.path())
    #expect(frame.rowCount == 400 && frame.columnNames == ["Genre", "Energy"])
    #expect(frame.doubles("Energy")[399] == Double("0.\(399 * 7919 % 1000)"))
    #expect(PackedData.link(Self.table, mediaType: "text/csv", name: "fig-x.csv").address == address)
  }

  @Test func smallOnesAndOtherFilesStayAsTheyAre() {
    let small = PackedData.link(Array("a,b\n1,2\n".utf8), mediaType: "text/csv", name: "t.csv")
    #expect(small.name == "t.csv" && small.address == HTML(dataOf: Array("a,b\n1,2\n".utf8), mediaType: "text/csv"))
    #expect(PackedData.link(Self.table, mediaType: "application/pdf", name: "f.pdf").name == "f.pdf")
  }
}
