import Frames
import Learning
import Runs

extension Predictor {
  private struct Content: Encodable {
    struct Part: Encodable {
      /// The name of the array with the forest; nil where there is only one answer.
      var forest: String?
      var codes: [Int32]
    }
    struct Model: Encodable {
      var name: String
      var first: Part
      var children: [Part]
      var weighsAllParents: Bool
      var classNames: [String]
      var parentNames: [String]
    }
    struct Product: Encodable {
      var factors: [Int]
      var divisor: Double
    }
    struct Feature: Encodable {
      var input: Int?
      var product: Product?
    }
    var name: String
    var actual: String
    var nouns: [String]
    var selection: String
    var inputs: [ScaleOfColumn]
    var features: [Feature]
    var models: [Model]
    /// The classes of the rows.
    var classNames: [String]
    var rowNames: [String]
    var rowCount: Int
  }

  /// The data of the page's script.
  public var pack: WidgetPack {
    var arrays: [(String, WidgetPack.Numbers)] = []
    func part(_ part: CompactClassifier.Part) -> Content.Part {
      guard let forest = part.forest else { return Content.Part(forest: nil, codes: part.codes) }
      let name = "forest\(arrays.count)"
      arrays.append((name, .bytes(forest.bytes)))
      return Content.Part(forest: name, codes: part.codes)
    }
    let inputs = inputs
    let models = self.models.map { name, model in
      Content.Model(
        name: name, first: part(model.first), children: model.children.map(part),
        weighsAllParents: model.weighsAllParents, classNames: model.classNames, parentNames: model.parentNames)
    }
    let scales = inputs.map { name -> ScaleOfColumn in
      var scale = ScaleOfColumn(name, frame.numbers(name), unit: units[name] ?? "")
      if let range = ranges[name] { (scale.low, scale.high) = (range.lowerBound, range.upperBound) }
      return scale
    }
    let columns = inputs.map(frame.numbers)
    arrays.append(("histograms", .integers(zip(columns, scales).flatMap { Self.histogram($0, $1) })))
    let coded = CodedTexts(frame.texts(actual))
    arrays.append(("means", .floats(Self.means(columns, coded))))
    let step = max(1, (frame.rowCount + Self.maximumRows - 1) / Self.maximumRows)
    let rows = Array(stride(from: 0, to: frame.rowCount, by: step))
    arrays.append(("rows", .floats(rows.flatMap { row in columns.map { Float($0[row]) } })))
    arrays.append(("classes", .fitting(rows.map { coded.codes[$0] }, below: coded.names.count)))
    let names = rowNames.map(frame.texts)
    let features = self.models[0].model.featureNames.map { feature in
      Content.Feature(
        input: inputs.firstIndex(of: feature),
        product: products.first { $0.name == feature }.map { product in
          Content.Product(factors: product.factors.compactMap(inputs.firstIndex(of:)), divisor: product.divisor)
        })
    }
    let content = Content(
      name: name, actual: actual, nouns: [nouns.one, nouns.many], selection: selectionName, inputs: scales,
      features: features, models: models, classNames: coded.names,
      rowNames: rows.map { row in names.map { $0[row] }.joined(separator: " – ") }, rowCount: frame.rowCount)
    return WidgetPack(.predictor, content: content, arrays: arrays)
  }

  /// How many rows each of 48 equal parts of a slider has.
  private static func histogram(_ values: [Double], _ scale: ScaleOfColumn) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: 48)
    for value in values where value.isFinite && scale.high > scale.low {
      let place = Int((value - scale.low) / (scale.high - scale.low) * 48)
      counts[max(0, min(47, place))] += 1
    }
    return counts
  }

  /// The mean of each column for each class, class after class.
  private static func means(_ columns: [[Double]], _ coded: CodedTexts) -> [Float] {
    var sums = [Double](repeating: 0, count: coded.names.count * columns.count)
    var counts = sums
    for (place, column) in columns.enumerated() {
      for (row, code) in coded.codes.enumerated() where column[row].isFinite {
        sums[code * columns.count + place] += column[row]
        counts[code * columns.count + place] += 1
      }
    }
    return zip(sums, counts).map { Float($0 / max(1, $1)) }
  }
}
