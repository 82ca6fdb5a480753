import Charts
import Testing

@Suite struct FormatTests {
  @Test func everyFormatComesFromOneScene() {
    let chart = Chart(["pop", "rock", "jazz"].enumerated().map { $0 }) { place, name in
      BarMark(x: .value("Songs", place + 1), y: .value("Genre", name))
    }
    let rendered = chart.rendered()
    #expect(rendered[.png(.light)]?.starts(with: [0x89, 0x50, 0x4E, 0x47]) == true)
    #expect(rendered[.png(.dark)]?.starts(with: [0x89, 0x50, 0x4E, 0x47]) == true)
    #expect(rendered[.pdf]?.starts(with: Array("%PDF-".utf8)) == true)
    #expect(rendered[.svg]?.starts(with: Array("<svg ".utf8)) == true)
    #expect(rendered.alternativeText.contains("Largest: jazz with 3."))
  }
}
