import Testing

@testable import Rendering

/// Drawings for pages: short, without colours of their own, with the tips of their marks.
@Suite struct PageDrawingTests {
  private let blue = Paint(light: Color(hex: 0x1a96fe), dark: Color(hex: 0x6cb5ff))
  private let red = Paint(light: Color(hex: 0xbc1811), dark: Color(hex: 0xdf6354))

  private func drawing(_ nodes: [SceneNode], tips: [Tip] = []) -> PageDrawing {
    var scene = Scene(size: Size(width: 100, height: 50), nodes: nodes, paper: blue, fontFamily: "Inter")
    scene.tips = tips
    return PageDrawing([scene])
  }

  private func bar(_ x: Double, tip: Int?, _ paint: Paint) -> SceneNode {
    var shape = SceneShape(.rect(Rect(x: x, y: 10, width: 8, height: 20.04), cornerRadius: 0), fill: paint)
    shape.tip = tip
    return .shape(shape)
  }

  @Test func neighboursOfOneLookShareAGroupAndCountTheirTips() {
    let tips = ["a", "b", "c"].map { Tip($0, [Tip.Value("Songs", "1,234")]) }
    let drawing = drawing([bar(1, tip: 0, blue), bar(11.25, tip: 1, blue), bar(21, tip: 2, red)], tips: tips)
    #expect(
      drawing.layouts[0].content == """
        <g class="f0" data-m="0"><path d="M1 10h8v20h-8z"/><path d="M11.3 10h8v20h-8z"/></g>
        <path class="f1" data-m="2" d="M21 10h8v20h-8z"/>

        """)
    #expect(drawing.layouts[0].tips == "\tSongs\na\t1,234\nb\t1,234\nc\t1,234")
    #expect(drawing.paints == [blue, red])
  }

  @Test func shapesWithoutTipsAreOnePath() {
    #expect(
      drawing([bar(1, tip: nil, blue), bar(11, tip: nil, blue)]).layouts[0].content
        == "<path class=\"f0\" d=\"M1 10h8v20h-8zM11 10h8v20h-8z\"/>\n")
  }

  @Test func formulasAreSetAsInTheFiles() {
    let style = TextStyle(size: 10, paint: blue).withMathematics
    let text = SceneText(
      string: #"Loss $x^2$ & more"#, position: Point(x: 1, y: 9), anchor: .start, style: style,
      metrics: TextMetrics(width: 30, inkTop: -7, inkBottom: 0))
    let content = drawing([.text(text)]).layouts[0].content
    #expect(
      content.contains(
        "<tspan>Loss </tspan><tspan font-style=\"italic\">x</tspan><tspan font-size=\"7\" dy=\"-3.6\">2</tspan>"
          + "<tspan dy=\"3.6\"> &amp; more</tspan></text>"))
    #expect(!content.contains("$"))
  }

  @Test func paintsThatDifferInOpacityShareAClass() {
    let content = drawing([bar(1, tip: nil, blue), bar(11, tip: nil, blue.opacity(0.25))]).layouts[0].content
    #expect(content.contains("<path class=\"f0\" fill-opacity=\".25\""))
    #expect(!content.contains("f1"))
  }

  @Test func dotsNameTheirTipsByDifferences() {
    var cloud = SceneDots(
      xs: [1, 2, 3, 4, 5, 6, 7], ys: [1, 1, 1, 1, 1, 1, 1], paints: [red], radius: 2,
      clip: Rect(x: 0, y: 0, width: 100, height: 50))
    cloud.firstTip = 4
    let content = drawing([.points(cloud)]).layouts[0].content
    #expect(content.contains("<path class=\"s0\" data-m=\"4 6\" d=\"M1 1h0M7 1h0\"/>"))
    #expect(content.contains("<path class=\"s0\" data-m=\"5\" d=\"M2 1h0\"/>"))
    #expect(PageSVGWriter.runs([4, 6, 6, 6, 0, 0]) == "4 6*3 0*2")
  }

  @Test func linesHaveTheirValuesOnceForAllLayouts() {
    func scene(_ width: Double) -> Scene {
      let points = [Point(x: 0, y: 5), Point(x: width, y: 8.25)]
      let series = SceneSeries(
        name: "Rock & <roll>", paint: blue, area: Rect(x: 0, y: 0, width: width, height: 50), points: points,
        places: ["1980", "1990"], values: ["0.5", "0.6"])
      return Scene(
        size: Size(width: width, height: 50), nodes: [.target(.series(series))], paper: red, fontFamily: "Inter")
    }
    let layouts = PageDrawing([scene(100), scene(50)]).layouts.map(\.content)
    #expect(
      layouts[0] == "<g class=\"series f0\" data-plot=\"0 0 100 50\" data-x=\"0 100\" data-y=\"5 8.3\" "
        + "data-s=\"Rock &amp; &lt;roll&gt;\" data-p=\"1980\t1990\" data-v=\"0.5\t0.6\"/>\n")
    #expect(layouts[1] == "<g class=\"series f0\" data-plot=\"0 0 50 50\" data-x=\"0 50\" data-y=\"5 8.3\"/>\n")
  }

  @Test func aGridCountsEachDotOnce() {
    let axis = SceneGrid.Axis(label: "Energy", edges: ["0", "0.5", "1"])
    let grid = SceneGrid(
      area: Rect(x: 10, y: 10, width: 20, height: 20), x: axis, y: axis, xs: [10, 19, 21, 30, 31],
      ys: [10, 11, 29, 30, 20])
    #expect(grid.counts == [2, 0, 0, 2], "the last lies outside")
  }

  @Test func tipsOfOtherLabelsAreAnotherBlock() {
    let tips = [Tip("a\tb", [Tip.Value("x", "1")]), Tip("", [Tip.Value("x", "2")]), Tip("c")]
    #expect(TipText.text(of: tips) == "\tx\na b\t1\n\t2\n\n\nc")
  }
}
