import Testing

@testable import Charts

@Suite struct VisibleNameTests {
  @Test(arguments: [
    ("", "‹empty›"), (" ", "␠"), ("a ", "a␠"), (" a", "␠a"), ("a  b", "a␠␠b"), ("a b", "a b"),
    ("two\nlines", "two␊lines"),
    ("\u{FFFE}\u{FFFF}", "‹U+FFFE›‹U+FFFF›"), ("\u{200B}", "‹U+200B›"), ("a\u{0}b", "a␀b"), ("北京", "北京"), ("é", "é"),
    ("A->B", "A->B"), ("\u{85}", "‹U+0085›"), ("👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"),
  ]) func whatCannotBeSeenHasASign(name: String, shown: String) {
    #expect(Array(VisibleNames.visible(name).unicodeScalars) == Array(shown.unicodeScalars))
  }

  @Test func namesThatLookAlikeDiffer() {
    let names = ["é", "e\u{301}", "a", "a\u{200B}", "x y", "x\u{A0}y", "a"]
    let shown = VisibleNames.visible(names)
    #expect(Set(shown.map { Array($0.unicodeScalars) }).count == 6)
    #expect(shown == ["é", "e\u{301} ‹U+0301›", "a", "a\u{200B} ‹U+200B›", "x y", "x\u{A0}y ‹U+00A0›", "a"])
  }

  @Test func oneFormOfANameStandsEverywhere() {
    let names = ["", " ", "a", "a ", "é", "e\u{301}", "\u{FFFE}"]
    let charts = [
      Chart.rankedBars(.value("N", names), .value("V", names.indices.map { Double(9 - $0) })),
      Chart(Array(names.enumerated())) { index, name in
        BarMark(x: .value("V", 9 - index), y: .value("N", name)).foregroundStyle(by: .value("C", name))
      },
    ]
    for chart in charts {
      let shown = VisibleNames.visible(names)
      let table = (0..<names.count).map { chart.dataTable["N"].text(at: $0) ?? "" }
      #expect(table == shown)
      let scene = chart.scene(theme: .pinned)
      for name in shown { #expect(scene.texts.contains { $0.string == name }, "\(name)") }
      #expect(chart.alternativeText.contains("‹empty›"))
    }
    let asked = charts[1].chartYScale(domain: ["a ", "a"]).scene(theme: .pinned)
    #expect(asked.texts.contains { $0.string == "a␠" })
  }

  @Test func filesHoldNoCharactersThatXMLForbids() {
    let chart = Chart([("\u{FFFE}", 1.0), ("a\u{1}b", 2)]) { n, v in
      BarMark(x: .value("N\u{FFFF}", n), y: .value("V", v))
    }.title("t\u{FFFE}\u{1}").caption("\u{85}\u{FFFF}").alternativeText("\u{FFFE}<\u{B}>")
    for svg in [chart, chart.narrowed()] {
      let text = String(decoding: svg.rendered(formats: [.svg])[.svg] ?? [], as: UTF8.self)
      #expect(WellFormedXML.fault(in: text) == nil)
    }
  }

  @Test func wordsAreShownLetterByLetter() {
    let setter = TextSetter(family: Theme.standard.fontFamily)
    let style = Theme.standard.labelStyle
    func width(_ text: String) -> Double { setter.metrics(of: text, style: style).width }
    // An arrow in their place would be narrower.
    #expect(abs(width("A->B") - width("A-") - width(">B")) < 1)
    let svg = Chart { PointMark(x: .value("A->B", 1), y: .value("Y", 1)) }.rendered(formats: [.svg])[.svg] ?? []
    #expect(String(decoding: svg, as: UTF8.self).contains("font-variant-ligatures:none"))
  }

  @Test func annotationsAreNeverCut() {
    let notes: [(place: Double, text: String)] = [
      (0, "a long annotation at the lower left corner of the plot"),
      (10, "a long annotation at the upper right corner"),
      (20, "outside"),
    ]
    let long = String(repeating: "on and on ", count: 40)
    let chart = Chart {
      ForEach(notes) { note in
        PointMark(x: .value("X", note.place), y: .value("Y", note.place)).annotation(note.text)
      }
      RuleMark(y: .value("Y", 5.0)).annotation(long)
    }.chartXScale(domain: 0...10).chartYScale(domain: 0...10)
    let scene = chart.scene(theme: .pinned)
    let page = Rect(x: 0, y: 0, width: scene.size.width, height: scene.size.height)
    #expect(scene.texts.allSatisfy { page.contains($0.bounds, tolerance: 0.5) })
    #expect(scene.texts.contains { $0.string.hasPrefix("a long annotation at the lower left") })
    #expect(!scene.texts.contains { $0.string == "outside" })
    let cut = scene.texts.map(\.string).filter { $0.hasPrefix("on and on") }
    #expect(cut.count == 1 && cut[0].hasSuffix("…"))
    #expect(scene.warnings.contains { $0.code == .shortenedLabel })
    // Nothing that is clipped holds a text.
    func hasText(_ nodes: [SceneNode]) -> Bool {
      nodes.contains { node in
        switch node {
        case .text: true
        case .group(let group): hasText(group.nodes)
        default: false
        }
      }
    }
    for case .group(let group) in scene.nodes where group.clip != nil { #expect(!hasText(group.nodes)) }
  }

  @Test(arguments: [17, 60]) func namesOfLargeMatricesKeepApart(size: Int) {
    let columns = (0..<size).map { k -> PlottableColumn in
      let values: [Double] = (0..<12).map { row in Double((row * 5 + k * k) % (7 + k)) }
      return PlottableColumn.value("column \(k)", values)
    }
    for order in [Chart.CorrelationOrder.asGiven, .clustered] {
      let texts = Chart.correlationMatrix(columns, order: order).scene(theme: .pinned).texts
      let names = texts.filter { $0.string.hasPrefix("column") }
      #expect(names.count >= size)
      for (index, text) in texts.enumerated() {
        for other in texts[(index + 1)...] where LayoutTests.overlap(text.corners, other.corners) {
          Issue.record("“\(text.string)” lies on “\(other.string)”")
        }
      }
    }
  }

  @Test func cellsWithoutANumberAreCounted() {
    let chart = Chart.heatmap(
      rows: ["r"], columns: ["a", "b", "c", "d", "e"], values: [[1, .nan, .infinity, 1e9, 5]], label: "V")
    let scene = chart.scene(theme: .pinned)
    #expect(scene.warnings.map(\.message) == ["2 values missing or infinite, not drawn."])
    #expect(chart.alternativeText.contains("3 cells. V from 1 to 1B."))
    #expect(scene.texts.contains { $0.string == "1B" } && scene.texts.contains { $0.string == "5" })
  }
}

/// Whether a text is well-formed XML, as far as drawings use it.
enum WellFormedXML {
  static func fault(in text: String) -> String? {
    let scalars = Array(text.unicodeScalars)
    for scalar in scalars {
      switch scalar.value {
      case 9, 10, 13, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...: continue
      default: return "U+\(String(scalar.value, radix: 16)) is no character of XML"
      }
    }
    var open: [String] = []
    var index = 0
    func starts(_ word: String) -> Bool { scalars[index...].starts(with: word.unicodeScalars) }
    while index < scalars.count {
      if scalars[index] == "&" {
        guard let end = scalars[index...].prefix(8).firstIndex(of: ";") else { return "a lone ampersand" }
        index = end + 1
      } else if scalars[index] == "<" {
        index += 1
        let closes = index < scalars.count && scalars[index] == "/"
        if closes { index += 1 }
        var name = ""
        while index < scalars.count, !" />".unicodeScalars.contains(scalars[index]) {
          name.unicodeScalars.append(scalars[index])
          index += 1
        }
        guard !name.isEmpty else { return "a tag without a name" }
        var quote: Unicode.Scalar?
        var isEmpty = false
        while index < scalars.count {
          let scalar = scalars[index]
          index += 1
          if let mark = quote {
            if scalar == "<" { return "a tag in an attribute of \(name)" }
            if scalar == mark { quote = nil }
          } else if scalar == "\"" || scalar == "'" {
            quote = scalar
          } else if scalar == ">" {
            isEmpty = scalars[index - 2] == "/"
            break
          }
        }
        if closes {
          guard open.popLast() == name else { return "\(name) is closed and was not open" }
        } else if !isEmpty {
          open.append(name)
        }
      } else {
        index += 1
      }
    }
    return open.isEmpty ? nil : "\(open) are not closed"
  }
}
