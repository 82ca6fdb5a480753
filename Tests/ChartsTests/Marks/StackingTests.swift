import Charts
import Testing

/// Parts on each other: the same order at every place, and no holes.
@Suite struct StackingTests {
  /// Jazz has no row for 1970, rock none for 1990; rows come in no order.
  private static let rows: [(year: Int, genre: String, songs: Double)] = [
    (1990, "pop", 5), (1980, "pop", 4), (1970, "pop", 3), (1980, "jazz", 2), (1990, "jazz", 6), (1970, "rock", 1),
    (1980, "rock", 7),
  ]

  private func chart(_ stacking: MarkStackingMethod = .standard) -> Chart {
    Chart(Self.rows) { row in
      AreaMark(x: .value("Year", row.year), y: .value("Songs", row.songs), stacking: stacking)
        .foregroundStyle(by: .value("Genre", row.genre))
    }
  }

  /// The outlines of the areas in data coordinates: how thick each is at 1970, 1980 and 1990.
  private func thickness(_ chart: Chart) throws -> [[Double]] {
    let scene = chart.frame(width: 500, height: 320).scene(theme: .pinned)
    let areas = scene.shapes(in: "marks").filter { $0.fill != nil }
    let paths = areas.compactMap { if case .path(let path) = $0.outline { path } else { nil } }
    let all = paths.compactMap(\.bounds)
    let (left, right) = (try #require(all.map(\.minX).min()), try #require(all.map(\.maxX).max()))
    return paths.map { path in
      let points = path.elements.compactMap { element -> Point? in
        switch element {
        case .move(let point), .line(let point): point
        default: nil
        }
      }
      return [left, (left + right) / 2, right].map { x in
        let ys = points.filter { abs($0.x - x) < 0.5 }.map(\.y)
        return (ys.max() ?? .nan) - (ys.min() ?? .nan)
      }
    }
  }

  @Test func aSeriesWithoutARowCountsAsZero() throws {
    let found = try thickness(chart())
    try #require(found.count == 3)
    let unit = found[0][0] / 3
    let expected: [[Double]] = [[3, 4, 5], [0, 2, 6], [1, 7, 0]]
    for (one, other) in zip(found, expected) {
      for (length, songs) in zip(one, other) { #expect(abs(length - songs * unit) < 0.05) }
    }
  }

  @Test func sharesAreOfAllThatIsThere() throws {
    let found = try thickness(chart(.normalized))
    try #require(found.count == 3)
    let whole = found.map { $0[0] }.reduce(0, +)
    for place in 0..<3 { #expect(abs(found.map { $0[place] }.reduce(0, +) - whole) < 0.05) }
    #expect(abs(found[0][0] / whole - 0.75) < 1e-3)
    let middle = try thickness(chart(.center))
    #expect(abs(middle[1][0]) < 0.05 && abs(middle[2][2]) < 0.05)
  }

  @Test func areasDoNotCross() throws {
    // Every area's lower edge is the upper edge of the one before it.
    let scene = chart().frame(width: 500, height: 320).scene(theme: .pinned)
    let areas = scene.shapes(in: "marks").filter { $0.fill != nil }
    let paths = areas.compactMap { if case .path(let path) = $0.outline { path } else { nil } }
    let outlines = paths.map { path in
      path.elements.compactMap { element -> Point? in
        switch element {
        case .move(let point), .line(let point): point
        default: nil
        }
      }
    }
    for (below, above) in zip(outlines, outlines.dropFirst()) {
      for (top, bottom) in zip(below.prefix(3), above.suffix(3).reversed()) {
        #expect(abs(top.x - bottom.x) < 0.01 && abs(top.y - bottom.y) < 0.01)
      }
    }
  }

  @Test func areasAreNamedAtTheirEnds() throws {
    let decades = Self.rows.map { (decade: "\($0.year)s", genre: $0.genre, songs: $0.songs) }
    let chart = Chart(decades) { row in
      AreaMark(x: .value("Decade", row.decade), y: .value("Songs", row.songs))
        .foregroundStyle(by: .value("Genre", row.genre))
    }.chartXScale(domain: ["1970s", "1980s", "1990s"])
    let scene = chart.scene(theme: .pinned)
    let areas = scene.shapes(in: "marks").filter { $0.fill != nil }.compactMap(\.bounds)
    let right = try #require(areas.map(\.maxX).max())
    let names = ["pop", "jazz", "rock"].map { name in scene.texts.filter { $0.string == name } }
    // From the bottom up, as the parts lie on each other, and nowhere else.
    for name in names { #expect(name.count == 1 && name[0].position.x > right) }
    #expect(names[0][0].position.y > names[1][0].position.y)
    // The first and the last decade stand at the ends of the areas.
    let ends = scene.texts.filter { ["1970s", "1990s"].contains($0.string) }.map(\.position.x)
    #expect(abs((ends.min() ?? 0) - (areas.map(\.minX).min() ?? 1)) < 0.1 && abs((ends.max() ?? 0) - right) < 0.1)
  }

  @Test func zerosAreToldAndInTheData() {
    #expect(chart().alternativeText.contains("2 times a series has no value at a place and counts as zero there."))
    #expect(chart().alternativeText.contains("pop rises from 3 to 5. jazz rises from 0 to 6. rock falls from 1 to 0."))
    #expect(chart().dataTable.rowCount == 9)
    #expect(chart(.unstacked).dataTable.rowCount == 7)
  }

  @Test func aMissingValueIsAGapAndNoZero() {
    let chart = Chart(Self.rows + [(1970, "jazz", .nan)]) { row in
      AreaMark(x: .value("Year", row.year), y: .value("Songs", row.songs))
        .foregroundStyle(by: .value("Genre", row.genre))
    }
    #expect(chart.alternativeText.contains("One series without a value at a place counts as zero there."))
    #expect(chart.alternativeText.contains("1 value missing"))
  }

  @Test func negativePartsLackFromTheStackBelow() throws {
    let rows: [(x: Int, name: String, y: Double)] = [(0, "a", -2), (1, "a", -2), (0, "b", -3)]
    let found = try thickness(
      Chart(rows) { row in
        AreaMark(x: .value("x", row.x), y: .value("y", row.y)).foregroundStyle(by: .value("Name", row.name))
      })
    try #require(found.count == 2)
    #expect(abs(found[1][2]) < 0.05 && abs(found[1][0] / found[0][0] - 1.5) < 0.01)
  }

  @Test func barsStackInOneOrder() throws {
    let chart = Chart(Self.rows) { row in
      BarMark(x: .value("Year", "\(row.year)"), y: .value("Songs", row.songs))
        .foregroundStyle(by: .value("Genre", row.genre))
    }
    let scene = chart.frame(width: 500, height: 320).scene(theme: .pinned)
    let bars = scene.shapes(in: "marks").compactMap { shape -> (Rect, Paint?)? in
      if case .rect(let rect, _) = shape.outline { (rect, shape.fill) } else { nil }
    }
    // Pop has the first colour and stands at the foot of each stack, whatever row came first.
    let foot = try #require(bars.map(\.0.maxY).max())
    let lowest = bars.filter { abs($0.0.maxY - foot) < 0.01 }
    #expect(lowest.count == 3 && Set(lowest.map(\.1)).count == 1)
  }
}
