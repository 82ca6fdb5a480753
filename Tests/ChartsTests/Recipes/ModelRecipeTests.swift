import Charts
import Frames
import Statistics
import Testing

/// The numbers that recipes of models tell, and what they do with too many and with unusable values.
@Suite struct ModelRecipeTests {
  private func texts(_ chart: Chart) -> [String] { chart.scene().texts.map(\.string) }

  @Test func curvesTellTheirAreas() {
    let curves: OneVersusRest<ROCCurve> = RecipeExamples.curves(5)
    let chart = Chart.rocCurves(curves)
    let shown = texts(chart)
    for (name, curve) in zip(curves.names, curves.curves) {
      #expect(shown.contains(name))
      #expect(shown.contains(NumberFormat.fixed(curve.area, decimals: 3)))
    }
    #expect(shown.contains("Macro average") && shown.contains("Micro average") && shown.contains("Chance"))
    let words = chart.alternativeText
    #expect(words.contains("Macro average: \(NumberFormat.fixed(curves.macroAverage.area, decimals: 3))"))
    let best = curves.curves.indices.max { curves.curves[$0].area < curves.curves[$1].area } ?? 0
    #expect(words.contains("greatest for \(curves.names[best])"))
    let precision: OneVersusRest<PrecisionRecallCurve> = RecipeExamples.curves(5)
    #expect(Chart.precisionRecallCurves(precision).alternativeText.contains("Chance is 0.200."))
  }

  @Test func manyCurvesShowTheBestAndTheWorst() {
    let curves: OneVersusRest<ROCCurve> = RecipeExamples.curves(20, rows: 600)
    let shown = texts(.rocCurves(curves))
    let ranked = curves.names.indices.sorted { curves.curves[$0].area > curves.curves[$1].area }
    for place in ranked.prefix(3) + ranked.suffix(3) { #expect(shown.contains(curves.names[place])) }
    #expect(!shown.contains(curves.names[ranked[10]]))
    #expect(shown.contains("14 others between"))
    #expect(Set(Chart.rocCurves(curves).dataTable["Curve"].texts.values).count == 22)
  }

  @Test func classesWithoutACurveAreTold() {
    let curves = OneVersusRest<ROCCurve>(
      names: ["a", "b", "never"], classes: [0, 1, 0, 1], scores: [0.9, 0.1, 0, 0.2, 0.8, 0, 0.6, 0.4, 0, 0.7, 0.3, 0])
    let chart = Chart.rocCurves(curves)
    #expect(chart.scene().warnings.contains { $0.code == .unusableValues && $0.message.contains("never") })
    #expect(chart.alternativeText.contains("Without a curve: never."))
  }

  @Test func framesOfScoresGiveTheSameCurves() {
    let (classes, scores) = RecipeExamples.scores(classes: 3, rows: 60)
    let names = RecipeExamples.names(3)
    var frame = DataFrame(columns: [.string(Column(name: "actual", contents: classes.map { names[$0] }))])
    for (number, name) in names.enumerated() {
      frame.append(column: Column(name: name, doubles: (0..<60).map { scores[$0 * 3 + number] }))
    }
    let one = Chart.rocCurves(frame, actual: "actual", scores: names)
    let other = Chart.rocCurves(OneVersusRest<ROCCurve>(names: names, classes: classes, scores: scores))
    #expect(one.alternativeText == other.alternativeText)
  }

  @Test func confusionMatricesWriteSharesAndCounts() {
    let matrix = ConfusionMatrix(names: ["a", "b"], counts: [999, 1, 30, 70])
    let chart = Chart.confusionMatrix(matrix)
    let shown = texts(chart)
    for text in [">99%", "999", "<1%", "1", "30%", "70%"] { #expect(shown.contains(text), "\(text)") }
    #expect(chart.alternativeText.contains("97.2% of 1,100 rows are predicted correctly."))
    #expect(chart.alternativeText.contains("b taken for a (30)"))
    #expect(chart.dataTable.doubles("Count") == [999, 1, 30, 70])
  }

  @Test func manyClassesKeepEveryRow() {
    let matrix = RecipeExamples.confusion(40, rows: 1_200)
    let chart = Chart.confusionMatrix(matrix, top: 12)
    let table = chart.dataTable
    #expect(table.doubles("Count").reduce(0, +) == 1_200)
    #expect(Set(table["Actual"].texts.values).contains("28 others"))
    #expect(chart.alternativeText.contains("of 40 classes"))
  }

  /// Two groups of classes that are only confused within the group, mixed up.
  @Test func clusteredClassesStandTogether() {
    let counts: [Int] = (0..<36).map { cell in
      let (row, column) = (cell / 6, cell % 6)
      return row == column ? 10 : row % 2 == column % 2 ? 5 : 0
    }
    let matrix = ConfusionMatrix(names: ["a0", "b1", "a2", "b3", "a4", "b5"], counts: counts)
    let rows = Chart.confusionMatrix(matrix, order: .clustered).dataTable["Actual"].texts.values
    var order: [String] = []
    for name in rows where !order.contains(name) { order.append(name) }
    #expect(Set(order.prefix(3).map { $0.prefix(1) }).count == 1)
  }

  @Test func calibrationTellsItsScores() {
    let curve = RecipeExamples.reliability(seed: 5)
    let chart = Chart.calibration(["Forest": curve])
    #expect(texts(chart).contains(NumberFormat.fixed(curve.brierScore, decimals: 3)))
    #expect(chart.dataTable.part("Curves").doubles("Rows").reduce(0, +) == 400)
    let warned = Chart.calibration(.value("P", [0.5, 2, .nan]), isPositive: [true, false, true]).scene().warnings
    #expect(warned.contains { $0.message.hasPrefix("2 rows of P") })
  }

  @Test func importancesKeepTheirErrors() {
    let chart = Chart.featureImportance(
      .value("Feature", ["a", "b", "c"]), .value("Importance", [0.1, 0.3, 0.2]),
      error: .value("E", [0.01, 0.03, 0.02]),
      top: 2)
    #expect(chart.dataTable["Feature"].texts.values == ["b", "c", "1 other"])
    #expect(chart.dataTable["Error"].doubles?.prefix(2) == [0.03, 0.02])
    #expect(texts(chart).contains("0.300"))
    #expect(texts(chart).contains("Importance ± E →"))
  }

  @Test func barsAddUpAndKeepTheOthers() {
    let names = PlottableColumn.value("Genre", ["a", "a", "b", "c", "a", "d"])
    let groups = PlottableColumn.value("Model", ["x", "y", "x", "x", "x", "y"])
    let chart = Chart.bars(
      names, .value("Songs", [1, 2, 5, 3, 4, .nan]), by: groups, arrangement: .stacked, top: 2)
    #expect(chart.dataTable["Genre"].texts.values == ["a", "a", "b", "b", "1 other", "1 other"])
    #expect(chart.dataTable["Songs"].doubles?.prefix(3) == [5, 2, 5])
    #expect(chart.scene().warnings.contains { $0.message.hasPrefix("1 row without") })
    #expect(texts(chart).contains("7"))
  }

  @Test func dotPlotsShowIntervalsAndTheRangeOfTheOthers() {
    let chart = Chart.dotPlot(
      RecipeExamples.places, "Genre", successes: "Right", of: "Songs", label: "Accuracy", reference: (0.025, "chance"),
      top: 12)
    let table = chart.dataTable.part("Dots")
    #expect(table.rowCount == 12 && table.columnNames == ["Part", "Genre", "Accuracy", "Lower", "Upper"])
    let values = table.doubles("Accuracy")
    #expect(values == values.sorted(by: >))
    for row in 0..<12 {
      #expect(table.doubles("Lower")[row] < values[row] && values[row] < table.doubles("Upper")[row])
    }
    #expect(texts(chart).contains("chance") && texts(chart).contains("28 others"))
    #expect(chart.alternativeText.contains("28 others not shown"))
  }

  @Test func decimalsOfValuesAreNotThoseOfTicks() {
    let chart = Chart.dotPlot(
      .value("Method", ["one", "two"]), .value("Accuracy in %", [3.33, 9.9]), format: .decimals(2))
    let texts = texts(chart)
    #expect(texts.contains("9.90") && texts.contains("10") && !texts.contains("10.00"))
  }

  @Test func slopesTellWhatRisesAndFallsMost() {
    let chart = Chart.slopeChart(
      .value("Genre", ["a", "b", "c", "d"]), before: .value("1990", [1, 5, 3, .nan]),
      after: .value("2010", [4, 1, 3, 2]))
    #expect(chart.alternativeText.contains("Of 3 lines 1 rise and 1 fall."))
    #expect(chart.alternativeText.contains("Rises most: a from 1 to 4. Falls most: b from 5 to 1."))
    #expect(chart.scene().warnings.contains { $0.message.contains("d first") })
  }
}
