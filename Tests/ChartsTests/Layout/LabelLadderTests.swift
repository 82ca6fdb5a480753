import Charts
import Testing

/// What happens to labels of an axis that have no room, from the mildest remedy to the last.
@Suite struct LabelLadderTests {
  private func scene(_ names: [String], width: Double = 640) -> Scene {
    Chart(names) { name in PointMark(x: .value("Genre", name), y: .value("Songs", name.count)) }
      .frame(width: width).scene(theme: .pinned)
  }

  @Test func numbersAreThinnedOut() {
    let decades = (0..<60).map { "\(1400 + 10 * $0)s" }
    let scene = scene(decades)
    let shown = scene.texts.filter { $0.string.hasSuffix("0s") }
    #expect(shown.count > 4 && shown.count < 30)
    #expect(scene.warnings.isEmpty)
  }

  @Test func namesAreWrapped() {
    let scene = scene((0..<8).map { "progressive death metal \($0)" })
    #expect(scene.texts.contains { $0.string == "progressive" })
    #expect(scene.texts.allSatisfy { $0.rotation == 0 } && scene.warnings.isEmpty)
  }

  @Test func namesThatBeginAlikeKeepTheirEnds() {
    let names = ["contemporarygospel", "contemporarygothic", "contemporarygarage"]
    let scene = scene(names + ["a", "b"], width: 560)
    let cut = scene.texts.map(\.string).filter { $0.contains("…") }
    #expect(cut.count == 3 && Set(cut).count == 3)
    #expect(scene.warnings.map(\.code) == [.shortenedLabel])
  }

  @Test func barsAreLaidLevel() throws {
    let names = (0..<14).map { "contemporary genre of the province \($0)" }
    let chart = Chart(names) { name in
      BarMark(x: .value("Genre", name), y: .value("Songs", name.count)).annotation(position: .top, "\(name.count)")
    }
    let scene = chart.scene(theme: .pinned)
    for name in names { #expect(scene.texts.contains { $0.string == name && $0.rotation == 0 }) }
    #expect(scene.warnings.isEmpty)
    #expect(scene.alternativeText.contains("Bar chart of Songs by Genre"))
    #expect(scene.texts.contains { $0.string == "Songs →" })
  }

  @Test func namesTurnAtLast() {
    let scene = scene((0..<20).map { "contemporary\($0) x" })
    #expect(scene.texts.contains { $0.rotation == -45 })
  }

  @Test func namesStandUprightBeforeAnyIsLeftOut() {
    let names = (0..<40).map { "electronica\($0)" }
    let all = scene(names)
    for name in names { #expect(all.texts.contains { $0.string == name && $0.rotation == -90 }) }
    #expect(all.warnings.isEmpty)
    // In half the room every second name is left, which is told.
    let few = scene(names, width: 330)
    #expect(few.texts.count { $0.rotation == -90 } == 20)
    #expect(few.warnings.map(\.code) == [.thinnedLabels])
  }

  @Test func longNamesBesideThePlotStandOnTwoLines() {
    let names = (0..<4).map { "contemporary genres of the northern province \($0)" }
    let chart = Chart(names) { name in BarMark(x: .value("Songs", 3), y: .value("Genre", name)) }
    let scene = chart.frame(width: 400).scene(theme: .pinned)
    #expect(scene.warnings.isEmpty)
    #expect(scene.texts.count { $0.string.hasSuffix("province 2") } == 1)
    #expect(!scene.texts.contains { $0.string == names[2] })
  }

  @Test func categoriesWithoutEndBecomeTheTopOnesAndOthers() throws {
    let chart = Chart(0..<5_570) { n in
      BarMark(x: .value("Songs", 24 + (n * 7_919) % 5_570), y: .value("Genre", "genre \(n)"))
    }
    let scene = chart.scene(theme: .pinned)
    #expect(scene.texts.contains { $0.string == "5,530 others" })
    // The 40 largest of 24...5593, and the range of the rest.
    #expect(scene.texts.contains { $0.string == "24 to 5,553" })
    #expect(scene.alternativeText.contains("5,530 others: 24 to 5,553."))
    #expect(scene.texts.count { $0.string.hasPrefix("genre ") } == 40)
    #expect(scene.size.height < 1_200)
    #expect(chart.dataTable.rowCount == 5_570)
    // Upright bars are laid level first.
    let upright = Chart(0..<5_570) { n in BarMark(x: .value("Genre", "genre \(n)"), y: .value("Songs", n)) }
    #expect(upright.scene(theme: .pinned).texts.contains { $0.string == "5,530 others" && $0.rotation == 0 })
  }

  @Test func dotsOfFoldedCategoriesAreStillThere() {
    let chart = Chart(0..<400) { n in PointMark(x: .value("Energy", n), y: .value("Genre", "genre \(n % 200)")) }
    let scene = chart.scene(theme: .pinned)
    let clouds = scene.clouds
    #expect(clouds.map(\.xs.count) == [400])
    #expect(scene.texts.contains { $0.string == "160 others" })
  }

  @Test func linesThatLoseCategoriesAreTold() {
    let chart = Chart(0..<100) { n in LineMark(x: .value("Genre", "genre \(n)"), y: .value("Songs", n)) }
    #expect(
      chart.scene(theme: .pinned).warnings.contains { $0.code == .foldedCategories && $0.message.hasPrefix("60 ") })
  }
}
