// ---
// title: Forests and boosting, timed
// ---
import Songbook

// %% Parameters tags=["parameters"]
/// Rows to learn from: features, then `class`.
let train = "train.csv"
/// Rows to predict.
let test = "test.csv"
/// Trees to grow.
let trees = 100
/// What the trees make: a forest or boosting; svm for a support vector machine, which has none.
let kind = "forest"

// %% Load
let features = try DataFrame(contentsOfCSVFile: train)
let others = try DataFrame(contentsOfCSVFile: test)
let names = features.columnNames.filter { $0 != "class" }
let labels = try ClassLabels(features["class"].texts)
let answers = others["class"].texts
let rows = try FeatureMatrix(features, names)
let unseen = try FeatureMatrix(others, names)

// %% Train
func trained() throws -> any Classifier {
  if kind == "svm" { return try SupportVectorMachine(training: rows, labels: labels) }
  if kind == "boosting" {
    return try GradientBoosting(
      training: rows, labels: labels, settings: BoostingSettings(roundCount: trees, seed: 42))
  }
  let settings = ForestSettings(treeCount: trees, maximumDepth: 25, minimumSamplesToSplit: 5, seed: 42)
  return try ForestClassifier(training: rows, labels: labels, settings: settings)
}
let model = try trained()

// %% Predict
let predicted = try model.predict(unseen)

// %% Accuracy
let right = (0..<unseen.rowCount).count { predicted[$0] == answers[$0] }
metric("accuracy", Double(right) / Double(unseen.rowCount))
