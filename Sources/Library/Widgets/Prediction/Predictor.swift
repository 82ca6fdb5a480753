public import Frames
public import Learning

/// A model that readers ask in the page: a slider for each number, and what the model says as they move.
///
///     Predictor(model, rows: songs, actual: "Genre", named: ["Name", "Artists"])
///
/// The page predicts with the very program of the library. Where no script runs, on paper and in exports it is a chart
/// of what the model says of the mean row.
public struct Predictor: Sendable {
  /// A feature of the model that is computed from those with sliders.
  struct Product: Sendable {
    var name: String
    var factors: [String]
    var divisor: Double
  }

  let models: [(name: String, model: CompactClassifier)]
  let frame: DataFrame
  let actual: String
  let rowNames: [String]
  var products: [Product] = []
  var ranges: [String: ClosedRange<Double>] = [:]
  var units: [String: String] = [:]
  var nouns = (one: "row", many: "rows")
  var selectionName = "classes"
  /// Under which name other widgets of the page find the models.
  public private(set) var name = "model"
  /// So many rows are looked at for the nearest ones.
  static let maximumRows = 2_000

  /// - Parameters:
  ///   - model: what is asked.
  ///   - rows: real rows: their ranges are those of the sliders, their means the presets.
  ///   - actual: the column with their classes.
  ///   - names: columns of text that name a row.
  public init(_ model: CompactClassifier, rows: DataFrame, actual: String, named names: [String] = []) {
    self.init([("", model)], rows: rows, actual: actual, named: names)
  }

  /// Several models over the same features, of which readers choose one.
  /// - Precondition: all have the same features.
  public init(
    _ models: [(name: String, model: CompactClassifier)], rows: DataFrame, actual: String, named names: [String] = []
  ) {
    precondition(!models.isEmpty, "a predictor has a model")
    precondition(models.allSatisfy { $0.model.featureNames == models[0].model.featureNames }, "the same features")
    self.models = models
    frame = rows
    self.actual = actual
    rowNames = names
    _ = rows[actual]
  }

  /// A feature of the model without a slider: the product of others, divided by a number.
  public func product(_ name: String, of factors: [String], dividedBy divisor: Double = 1) -> Predictor {
    changing { $0.products.append(Product(name: name, factors: factors, divisor: divisor)) }
  }

  /// How far a slider goes, where that is not from the least to the greatest value of the rows.
  public func range(_ range: ClosedRange<Double>, of column: String) -> Predictor {
    changing { $0.ranges[column] = range }
  }

  /// The unit that numbers of a column are written with.
  public func unit(_ unit: String, of column: String) -> Predictor { changing { $0.units[column] = unit } }

  /// What one row and several are called, such as `song` and `songs`.
  public func nouns(_ one: String, _ many: String) -> Predictor { changing { $0.nouns = (one, many) } }

  /// Under which name other widgets of the page ask its models.
  public func named(_ name: String) -> Predictor { changing { $0.name = name } }

  /// The name under which widgets of the page share the classes that the reader has chosen; they become presets.
  public func selection(_ name: String) -> Predictor { changing { $0.selectionName = name } }

  private func changing(_ change: (inout Predictor) -> Void) -> Predictor {
    var predictor = self
    change(&predictor)
    return predictor
  }

  /// The features with sliders.
  var inputs: [String] {
    models[0].model.featureNames.filter { feature in !products.contains { $0.name == feature } }
  }

  /// The features of the models for numbers of the sliders, in single precision as the models take them.
  func features(of values: [Double]) -> [Float] {
    let inputs = inputs
    return models[0].model.featureNames.map { feature in
      if let place = inputs.firstIndex(of: feature) { return Float(values[place]) }
      guard let product = products.first(where: { $0.name == feature }) else { return .nan }
      let factors = product.factors.compactMap { factor in inputs.firstIndex(of: factor).map { values[$0] } }
      return Float(factors.dropFirst().reduce(factors.first ?? .nan, *) / product.divisor)
    }
  }
}
