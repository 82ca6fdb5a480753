import Frames
import Runs

extension PointCloud {
  /// What the script gets beside the arrays.
  private struct Content: Encodable {
    struct Layout: Encodable {
      var name: String
      var remark: String
      var ends: [[String]]
    }
    struct Color: Encodable {
      var name: String
      /// The number of the column among those with scales; nil for text.
      var column: Int?
      /// The different texts; of more than eight the commonest first. Nil for numbers.
      var names: [String]?
    }
    var labels: [String]
    var nouns: [String]
    var selection: String
    var chosen: [String]
    var layouts: [Layout]
    var scales: [ScaleOfColumn]
    var colors: [Color]
    /// Numbers of columns.
    var details: [Int]
    var neighbors: [Int]
    var size: Int?
    var landmarks: [String]
  }

  /// The data of the page's script.
  public var pack: WidgetPack {
    var arrays: [(String, WidgetPack.Numbers)] = []
    var numeric: [String] = []
    func column(_ name: String) -> Int {
      if let known = numeric.firstIndex(of: name) { return known }
      numeric.append(name)
      return numeric.count - 1
    }
    for (number, layout) in layouts.enumerated() {
      arrays.append(("layout\(number)", .floats(Self.centered(layout.columns.map(frame.numbers)))))
    }
    let details = detailNames.map(column)
    let neighbors = neighborColumns.map(column)
    let colors = self.colors.enumerated().map { number, name -> Content.Color in
      guard frame[name].doubles == nil else { return Content.Color(name: name, column: column(name), names: nil) }
      // Few texts have the colours that they have in the still picture.
      var coded = CodedTexts(frame.texts(name))
      if coded.names.count > 8 { coded = coded.commonestFirst }
      arrays.append(("color\(number)", .fitting(coded.codes, below: coded.names.count)))
      return Content.Color(name: name, column: nil, names: coded.names)
    }
    let size = self.size.map(column)
    for (number, name) in numeric.enumerated() { arrays.append(("column\(number)", .floats(frame.floats(name)))) }
    if !edges.isEmpty {
      arrays.append(("edges", .fitting(edges.flatMap { [$0.0, $0.1] }, below: frame.rowCount)))
    }
    let content = Content(
      labels: frame.texts(label), nouns: [nouns.one, nouns.many], selection: selectionName, chosen: chosen,
      layouts: layouts.map { layout in
        Content.Layout(name: layout.name, remark: layout.remark, ends: layout.ends.map { [$0.low, $0.high] })
      },
      scales: numeric.map { ScaleOfColumn($0, frame.numbers($0), unit: units[$0] ?? "") },
      colors: colors, details: details, neighbors: neighbors, size: size, landmarks: landmarks)
    return WidgetPack(.pointCloud, content: content, arrays: arrays)
  }

  /// Points around 0, so that nearly all are within 1: the middle of each direction between its 1st and 99th
  /// percentile, and one scale for all three. Points that lack a number stand far outside and are not drawn.
  static func centered(_ columns: [[Double]]) -> [Float] {
    let middles = columns.map { column -> Double in
      let sorted = column.filter(\.isFinite).sorted()
      guard !sorted.isEmpty else { return 0 }
      return (sorted[sorted.count / 100] + sorted[sorted.count - 1 - sorted.count / 100]) / 2
    }
    let radii = (columns.first ?? []).indices.map { row in
      zip(columns, middles).reduce(0.0) { sum, one in
        sum + (one.0[row] - one.1) * (one.0[row] - one.1)
      }.squareRoot()
    }.filter(\.isFinite).sorted()
    let radius = radii.isEmpty ? 1 : max(radii[radii.count * 98 / 100], 1e-12)
    return zip(columns, middles).flatMap { column, middle in
      column.map { $0.isFinite ? Float(($0 - middle) / radius) : .nan }
    }
  }
}

extension CodedTexts {
  /// The same with new numbers: 0 for the text that occurs most often.
  fileprivate var commonestFirst: CodedTexts {
    var counts = [Int](repeating: 0, count: names.count)
    for code in codes { counts[code] += 1 }
    let order = names.indices.sorted { (counts[$1], names[$0]) < (counts[$0], names[$1]) }
    var places = order
    for (place, code) in order.enumerated() { places[code] = place }
    var result = self
    result.names = order.map { names[$0] }
    result.codes = codes.map { places[$0] }
    return result
  }
}
