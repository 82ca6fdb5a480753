// ---
// title: Three cultivars of wine
// subtitle: 178 wines of one Italian region by what a laboratory found in them. The widgets that show songs elsewhere know nothing of music.
// ---
import Songbook

// %% Parameters tags=["parameters"]
/// Measurements, a row for each wine: data of Forina and others from the UCI Machine Learning Repository.
let winesFile = "data/wines.csv"
/// Trees of the forest.
let trees = 50

// %% Wines
let wines = try DataFrame(contentsOfCSVFile: winesFile)
let measures = wines.columnNames.filter { $0 != "Wine" && $0 != "Cultivar" }
let standard = measures.map { name -> [Double] in
  let values = wines[name].doubles ?? []
  let moments = Moments(values)
  return values.map { ($0 - moments.mean) / (moments.standardDeviation > 0 ? moments.standardDeviation : 1) }
}
guard let components = PrincipalComponents(columns: standard, count: 3),
  let embedding = StochasticNeighborEmbedding(of: standard)
else { fatalError("\(winesFile) has too few wines.") }
var points = wines
for (number, values) in components.scores(of: standard).enumerated() {
  points.append(column: Column(name: "Component \(number + 1)", doubles: values).eraseToAnyColumn())
}
for (number, values) in embedding.columns.enumerated() {
  points.append(column: Column(name: "Place \(number + 1)", doubles: values).eraseToAnyColumn())
}
let kept = StochasticNeighborEmbedding.neighborsKept(10, of: standard, in: embedding.columns)
let keptByComponents = StochasticNeighborEmbedding.neighborsKept(
  10, of: standard, in: components.scores(of: standard))

// %% [markdown]
// Of each wine's ten nearest in \(measures.count) measures the three principal components keep \(keptByComponents, format: .percent), and the layout by neighbours \(kept, format: .percent).

// %% Cloud
//| label: fig-wines
PointCloud(points, label: "Wine", x: "Component 1", y: "Component 2", z: "Component 3", by: "Cultivar")
  .colors(measures).details(Array(measures.prefix(8))).neighbors(by: measures)
  .layout("By components")
  .layout("By neighbours", x: "Place 1", y: "Place 2", z: "Place 3", remark: "Directions mean nothing.")
  .nouns("wine", "wines").selection("wines", at: ["Wine A1", "Wine B1", "Wine C1"])
  .figureCaption("**The cultivars lie apart.** Wines by what was measured in them.")

// %% Model
//| label: fig-model
//| fig-cap: A forest that names the cultivar of a wine with these measures.
let features = try FeatureMatrix(wines, measures)
let labels = try ClassLabels(wines["Cultivar"].texts)
let forest = try ForestClassifier(
  training: features, labels: labels, settings: ForestSettings(treeCount: trees, seed: 1))
let model = try CompactClassifier(forest, training: features, settings: CompactSettings(classesPerLeaf: 3))
let predictor = Predictor(model, rows: wines, actual: "Cultivar", named: ["Wine"]).nouns("wine", "wines")
predictor

// %% Search
//| label: tbl-wines
//| tbl-cap: The wines, with what the forest says of each.
SearchTable(wines, search: ["Wine"], showing: measures).nouns("wine", "wines").searching("Wine B1")
  .predicting(with: predictor, actual: "Cultivar")

// %% Learning
//| label: fig-learning
//| fig-cap: Models that learn in the page to tell the chosen cultivars apart.
Trainer(wines, features: measures, label: "Cultivar").nouns("wine", "wines").classNouns("cultivar", "cultivars")
  .selection("cultivars", at: ["Cultivar A", "Cultivar B", "Cultivar C"])
