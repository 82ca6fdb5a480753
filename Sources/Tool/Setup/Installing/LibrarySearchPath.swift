import Runs

/// Where a program or library of Linux (ELF, 64 bits) looks for the libraries it needs.
enum LibrarySearchPath {
  /// Takes the search path out: it names folders of the machine that built the file.
  /// - Throws: when the bytes are no such file.
  static func remove(from bytes: inout [UInt8], of path: String) throws(RunFailure) {
    guard bytes.count >= 64, bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]) else {
      throw RunFailure("\(path) is no program or library of Linux")
    }
    let headers = number(bytes, at: 32, count: 8)
    let (size, count) = (number(bytes, at: 54, count: 2), number(bytes, at: 56, count: 2))
    for index in 0..<count {
      let header = headers + index * size
      guard header >= 0, header + 56 <= bytes.count, number(bytes, at: header, count: 4) == dynamicSegment else {
        continue
      }
      let (start, length) = (number(bytes, at: header + 8, count: 8), number(bytes, at: header + 32, count: 8))
      guard start >= 0, length >= 0, start + length <= bytes.count else {
        throw RunFailure("\(path) is cut off")
      }
      removeEntries(from: &bytes, in: start..<(start + length))
    }
  }

  /// The entries behind a removed one move up; the table ends with zeros.
  private static func removeEntries(from bytes: inout [UInt8], in table: Range<Int>) {
    var kept: [UInt8] = []
    for entry in stride(from: table.lowerBound, to: table.upperBound - 15, by: 16) {
      let tag = number(bytes, at: entry, count: 8)
      if tag != path && tag != olderPath { kept += bytes[entry..<(entry + 16)] }
    }
    kept += Array(repeating: 0, count: table.count - kept.count)
    bytes.replaceSubrange(table, with: kept)
  }

  private static let dynamicSegment = 2
  /// DT_RPATH and DT_RUNPATH.
  private static let olderPath = 15
  private static let path = 29

  /// A number in the byte order of x86 and ARM.
  private static func number(_ bytes: [UInt8], at start: Int, count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
  }
}
