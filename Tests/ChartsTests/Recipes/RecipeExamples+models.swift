import Charts
import Frames
import Statistics

/// Recipes that judge models, compare names and show hierarchies.
extension RecipeExamples {
  /// Made-up scores of classes: rows of a class score higher in it, some more than others.
  static func scores(classes count: Int, rows: Int) -> (classes: [Int], scores: [Double]) {
    let noise = numbers(rows * count, seed: 11)
    let classes = (0..<rows).map { $0 % count }
    var scores = noise
    for (row, number) in classes.enumerated() {
      scores[row * count + number] += 0.15 + 0.5 * Double(number) / Double(count)
    }
    return (classes, scores)
  }

  static func names(_ count: Int) -> [String] {
    (0..<count).map { $0 < genres.count ? genres[$0] : "genre \($0)" }
  }

  static func curves<Curve: ClassifierCurve>(_ count: Int, rows: Int = 240) -> OneVersusRest<Curve> {
    let (classes, scores) = scores(classes: count, rows: rows)
    return OneVersusRest(names: names(count), classes: classes, scores: scores)
  }

  static func confusion(_ count: Int, rows: Int = 400) -> ConfusionMatrix {
    let (classes, scores) = scores(classes: count, rows: rows)
    let predicted = (0..<rows).map { row in
      (0..<count).max { scores[row * count + $0] < scores[row * count + $1] } ?? 0
    }
    return ConfusionMatrix(names: names(count), actual: classes, predicted: predicted)
  }

  static func reliability(seed: UInt64) -> ReliabilityCurve {
    let probabilities = numbers(400, seed: seed)
    let chance = numbers(400, seed: seed + 1)
    return ReliabilityCurve(probabilities: probabilities, isPositive: zip(probabilities, chance).map { $0 * $0 > $1 })
  }

  static let places: DataFrame = {
    let parents: [String] = (0..<40).map { ["pop", "rock", "jazz", "folk"][$0 * $0 % 7 % 4] }
    let genres: [String] = (0..<40).map { "\(parents[$0]) \($0)" }
    let songs: [Int] = (0..<40).map { 5 + $0 * 37 % 61 }
    let right: [Int] = (0..<40).map { ($0 * 37 % 61) / 3 }
    let levels: [String] = (0..<40).map { ["low", "middle", "high"][$0 % 3] }
    return [
      "Parent": .string(Column(name: "Parent", contents: parents)),
      "Genre": .string(Column(name: "Genre", contents: genres)),
      "Songs": .integer(Column(name: "Songs", values: songs)),
      "Right": .integer(Column(name: "Right", values: right)),
      "Energy": .double(Column(name: "Energy", doubles: numbers(40, seed: 21))),
      "Level": .string(Column(name: "Level", contents: levels)),
    ]
  }()

  static func models() -> [(name: String, chart: Chart)] {
    [
      ("rocCurves", .rocCurves(curves(5))), ("rocCurvesOfMany", .rocCurves(curves(20, rows: 600))),
      ("precisionRecallCurves", .precisionRecallCurves(curves(5))),
      (
        "rocCurve",
        .rocCurve(.value("Score", numbers(60, seed: 4)), isPositive: numbers(60, seed: 4).map { $0 * $0 > 0.3 })
      ),
      (
        "precisionRecallCurve",
        .precisionRecallCurve(
          .value("Score", numbers(60, seed: 4)),
          isPositive: zip(numbers(60, seed: 4), numbers(60, seed: 8)).map { $0 + $1 > 1.1 })
      ),
      ("confusionMatrix", .confusionMatrix(confusion(5))),
      ("confusionMatrixOfMany", .confusionMatrix(confusion(40, rows: 1_200), top: 12)),
      ("calibration", .calibration(["Forest": reliability(seed: 5), "Regression": reliability(seed: 9)])),
      (
        "featureImportance",
        .featureImportance(
          .value("Feature", ["Energy", "Tempo", "Valence", "Liveness", "Key"]),
          .value("Importance", [0.31, 0.08, 0.2, -0.01, 0.05]),
          error: .value("Error", [0.04, 0.02, 0.05, 0.01, .nan]),
          top: 4)
      ),
      ("bars", .bars(places, "Parent", "Songs", by: "Level")),
      ("barsStacked", .bars(places, countsOf: "Parent", by: "Level", arrangement: .stacked, top: 2)),
      ("barsNormalized", .bars(places, "Parent", "Songs", by: "Level", arrangement: .normalized)),
      ("barsDiverging", .bars(places, "Parent", "Songs", by: "Level", arrangement: .diverging)),
      (
        "dotPlot",
        .dotPlot(
          places, "Genre", successes: "Right", of: "Songs", label: "Accuracy", reference: (0.025, "chance"), top: 12)
      ),
      (
        "dotPlotByGroup",
        .dotPlot(
          .value("Genre", genres + genres), .value("Accuracy", [0.2, 0.4, 0.6, 0.5, 0.3, 0.25, 0.4, 0.4, 0.7, 0.1]),
          by: .value("Model", (0..<10).map { $0 < 5 ? "Regression" : "Forest" }))
      ),
      (
        "slopeChart",
        .slopeChart(
          .value("Genre", genres), before: .value("1990s", [0.2, 0.21, 0.6, 0.5, 0.3]),
          after: .value("2010s", [0.25, 0.4, 0.4, 0.5, 0.1]))
      ),
      ("treemap", .treemap(places, path: ["Parent", "Genre"], value: "Songs")),
      ("treemapByMeasure", .treemap(places, path: ["Parent", "Genre"], value: "Songs", measure: "Energy")),
      ("icicle", .icicle(places, path: ["Parent", "Genre"], value: "Songs")),
    ]
  }

  /// From nothing, from one row, from equal, missing and infinite values.
  static func bareModels() -> [(name: String, chart: Chart)] {
    var cases: [(name: String, chart: Chart)] = []
    for (name, numbers) in [
      ("empty", []), ("one", [0.5]), ("equal", [0.5, 0.5, 0.5]), ("missing", [.nan, .nan]), ("zero", [0, 0]),
      ("infinite", [.infinity, -.infinity, 0.2]), ("small", [1e-300, 2e-300]), ("large", [1e300, -1e300]),
    ] as [(String, [Double])] {
      let values = PlottableColumn.value("Value", numbers)
      let names = PlottableColumn.value("Name", numbers.indices.map { "name \($0)" })
      let groups = PlottableColumn.value("Group", numbers.indices.map { "group \($0 % 2)" })
      let isPositive = numbers.indices.map { $0 % 2 == 0 }
      let frame: DataFrame = [
        "Name": .string(Column(name: "Name", contents: numbers.indices.map { "name \($0)" })),
        "Value": .double(Column(name: "Value", doubles: numbers)),
      ]
      let matrix = ConfusionMatrix(
        actual: numbers.map { $0.isNaN ? nil : "class \($0)" }, predicted: numbers.map { _ in "class 0.5" })
      cases += [
        ("\(name) rocCurve", .rocCurve(values, isPositive: isPositive)),
        ("\(name) precisionRecallCurve", .precisionRecallCurve(values, isPositive: isPositive)),
        ("\(name) calibration", .calibration(values, isPositive: isPositive)),
        ("\(name) confusionMatrix", .confusionMatrix(matrix)),
        ("\(name) featureImportance", .featureImportance(names, values, error: values)),
        ("\(name) dotPlot", .dotPlot(names, values, lower: values, upper: values, reference: (0.1, "chance"))),
        ("\(name) dotPlotByGroup", .dotPlot(names, values, by: groups)),
        ("\(name) slopeChart", .slopeChart(names, before: values, after: .value("After", numbers.map { $0 / 2 }))),
        ("\(name) treemap", .treemap(frame, path: ["Name"], value: "Value")),
        ("\(name) icicle", .icicle(frame, path: ["Name"], value: "Value", measure: "Value")),
      ]
      for arrangement in [BarArrangement.grouped, .stacked, .normalized, .diverging] {
        cases.append(("\(name) bars \(arrangement)", .bars(names, values, by: groups, arrangement: arrangement)))
      }
    }
    return cases
  }
}
