import Charts
import FoundationEssentials
import Testing

@Suite struct RecipeSnapshotTests {
  /// Compares each recipe's SVG with the one in `Snapshots`, numbers rounded to whole points. With RECORD_SNAPSHOTS set the
  /// files are written instead; look at them before committing.
  @Test func drawingsStayAsTheyAre() throws {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    let records = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil
    for (name, chart) in try RecipeExamples.all() {
      let svg = Self.rounded(String(decoding: chart.rendered(formats: [.svg])[.svg] ?? [], as: UTF8.self))
      let file = URL(filePath: "\(folder)/Snapshots/\(name).svg")
      if records {
        try Data(svg.utf8).write(to: file)
      } else {
        let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(svg == expected, "\(name) is drawn otherwise than its snapshot")
      }
    }
  }

  /// Fonts differ in hairs between systems: decimals go.
  static func rounded(_ svg: String) -> String {
    var result = ""
    var number = ""
    func flush() {
      // Colours, sizes of fonts and whole numbers stay as they are.
      if number.contains("."), let value = Double(number) {
        result += "\(Int(value.rounded()))"
      } else {
        result += number
      }
      number = ""
    }
    for character in svg {
      if character.isASCII, character.isNumber || (character == "." && !number.isEmpty) {
        number.append(character)
      } else {
        flush()
        result.append(character)
        if character == ">" { result.append("\n") }
      }
    }
    flush()
    return result
  }
}
