/// A style sheet as pages carry it: without comments, indentation and spaces beside signs.
///
/// It reads texts in quotes, and takes it that no comment stands in one.
enum StyleText {
  static func shortened(_ sheet: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(sheet.count)
    var index = 0
    while index < sheet.count {
      let byte = sheet[index]
      switch byte {
      case UInt8(ascii: "/") where index + 1 < sheet.count && sheet[index + 1] == UInt8(ascii: "*"):
        index += 2
        while index + 1 < sheet.count, sheet[index] != UInt8(ascii: "*") || sheet[index + 1] != UInt8(ascii: "/") {
          index += 1
        }
        index += 2
      case UInt8(ascii: "\""):
        let end = sheet[(index + 1)...].firstIndex(of: byte) ?? sheet.count - 1
        result += sheet[index...end]
        index = end + 1
      case UInt8(ascii: " "), UInt8(ascii: "\n"):
        while index < sheet.count, isBlank(sheet[index]) { index += 1 }
        let next = index < sheet.count ? sheet[index] : UInt8(ascii: "}")
        // A colon or comma is followed by a value; before a colon a blank leads to another element.
        let isNeeded = result.last.map { !"{};:,".utf8.contains($0) } ?? false
        if isNeeded, !"{};".utf8.contains(next) { result.append(UInt8(ascii: " ")) }
      default:
        result.append(byte)
        index += 1
      }
    }
    return result
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") }
}
