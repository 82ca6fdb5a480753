import Glibc

/// The kind of a file of a table, told by its first bytes and, where these do not tell, by its name.
public enum TableKind: String, Sendable, Equatable, CaseIterable {
  /// CSV and its relatives.
  case delimited
  case json
  case parquet
  /// Arrow IPC: a file or a stream; Feather's second version is the same.
  case arrow
  /// A workbook of Excel, `.xlsx`.
  case excel

  /// The kind of a file; files that cannot be opened count as delimited.
  public init(ofFile path: String) {
    self = .delimited
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    defer { close(file) }
    var head = [UInt8](repeating: 0, count: 4096)
    let length = pread(file, &head, head.count, 0)
    guard length > 0 else { return }
    let name = String(path.split(separator: "/").last ?? "").lowercased()
    self = TableKind(Array(head[..<length]), name: name)
  }

  init(_ head: [UInt8], name: String) {
    func starts(_ text: String) -> Bool { head.starts(with: Array(text.utf8)) }
    var parts = name.split(separator: ".").dropFirst()
    if let last = parts.last, ["gz", "xz", "bz2", "zst", "zip"].contains(last) { parts = parts.dropLast() }
    let ending = parts.last ?? ""
    if starts("PAR1") || starts("PARE") {
      self = .parquet
    } else if starts("ARROW1") || head.starts(with: [0xFF, 0xFF, 0xFF, 0xFF]) && head.count > 8 && head[6] == 0 {
      self = .arrow
    } else if starts("PK"), ["xlsx", "xlsm", "xltx"].contains(ending) || TableKind.isWorkbook(head) {
      self = .excel
    } else if ["json", "jsonl", "ndjson", "geojson"].contains(ending) {
      self = .json
    } else {
      let text = head.drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF || $0 == 32 || $0 == 10 || $0 == 13 || $0 == 9 }
      let second = text.dropFirst().first { $0 > 32 }
      let isObject = text.first == UInt8(ascii: "{") && (second == 34 || second == UInt8(ascii: "}"))
      let isList = text.first == UInt8(ascii: "[") && second == UInt8(ascii: "{")
      self = (isObject || isList) && ending != "csv" && ending != "tsv" ? .json : .delimited
    }
  }

  /// Whether the first members of a zip are those of a workbook.
  private static func isWorkbook(_ head: [UInt8]) -> Bool {
    for name in ["[Content_Types].xml", "xl/", "_rels/.rels", "docProps/"]
    where head.count > 30 + name.utf8.count && head[30...].starts(with: Array(name.utf8)) {
      let text = String(decoding: head, as: UTF8.self)
      return !text.contains("word/") && !text.contains("ppt/")
    }
    return false
  }
}
