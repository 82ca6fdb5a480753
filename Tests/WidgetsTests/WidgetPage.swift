import Forests
import Foundation
import Frames
import Learning
import Notebooks
import Reports
import Runs
import Widgets

/// A page with one widget of each kind, over made-up plants: nothing in it knows music.
struct WidgetPage {
  static let hostileName = "<img src=x onerror=\"document.title='broken'\">"

  let frame: DataFrame
  let model: CompactClassifier
  let features: FeatureMatrix

  init() throws {
    let families = ["Fern", "Moss", "Orchid"]
    var names: [String] = []
    var (heights, widths, areas) = ([Double](), [Double](), [Double]())
    var kinds: [String] = []
    for row in 0..<120 {
      let family = row % 3
      names.append(row == 4 ? Self.hostileName : row == 7 ? "Ærøskøbing Ålbaum" : "Plant \(row)")
      kinds.append(families[family])
      heights.append(Double(family) * 10 + Double(row * 37 % 19) + 0.1)
      widths.append(Double(row * 53 % 23) + Double(family * family) * 3)
      areas.append(Double(row % 11) * 2)
    }
    frame = DataFrame(columns: [
      Column(name: "Plant", contents: names).eraseToAnyColumn(),
      Column(name: "Family", contents: kinds).eraseToAnyColumn(),
      Column(name: "Height", doubles: heights).eraseToAnyColumn(),
      Column(name: "Width", doubles: widths).eraseToAnyColumn(),
      Column(name: "Leaves", doubles: areas).eraseToAnyColumn(),
      Column(name: "Height × Width", doubles: zip(heights, widths).map(*)).eraseToAnyColumn(),
    ])
    features = try FeatureMatrix(frame, ["Height", "Width", "Leaves", "Height × Width"])
    let labels = ClassLabels(kinds)
    let forest = try ForestClassifier(
      training: features, labels: labels, settings: ForestSettings(treeCount: 20, seed: 3))
    model = try CompactClassifier(
      forest, training: features, settings: CompactSettings(minimumRowsInLeaf: 2, classesPerLeaf: 2))
  }

  var cloud: PointCloud {
    PointCloud(frame, label: "Plant", x: "Height", y: "Width", z: "Leaves", by: "Family", size: "Leaves")
      .colors("Height").details("Height", "Width").neighbors(by: ["Height", "Width", "Leaves"])
      .edges([(0, 1), (1, 2)]).nouns("plant", "plants").selection("plants", at: ["Plant 1", "Plant 2"])
  }

  var predictor: Predictor {
    Predictor(model, rows: frame, actual: "Family", named: ["Plant"]).nouns("plant", "plants")
      .product("Height × Width", of: ["Height", "Width"])
  }

  var table: SearchTable {
    SearchTable(frame, search: ["Plant"], showing: ["Height", "Width", "Leaves"]).nouns("plant", "plants")
      .predicting(with: predictor, actual: "Family")
  }

  static let measures = ["Height", "Width", "Leaves"]

  var trainer: Trainer {
    Trainer(frame, features: Self.measures, label: "Family").nouns("plant", "plants")
      .classNouns("family", "families").selection("families", at: ["Fern", "Moss", "Orchid"])
  }

  var profiles: Profiles {
    Profiles(frame, label: "Plant", features: Self.measures, size: "Leaves").rows(frame, label: "Plant")
      .nouns("plant", "plants", rows: "leaves").selection("plants")
  }

  /// The files of the page's widgets.
  var packs: [WidgetPack] { [cloud.pack, table.pack, predictor.pack, trainer.pack, profiles.pack] }

  /// - Parameter packs: the files of the widgets; those of this page when nil.
  func html(_ packs: [[UInt8]]? = nil) -> [UInt8] {
    let source = """
      // ---
      // title: Plants
      // ---
      // %% Cloud
      //| label: fig-cloud
      1
      // %% Table
      //| label: tbl-plants
      2
      // %% Model
      //| label: fig-model
      3
      // %% Trainer
      //| label: fig-trainer
      4
      // %% Profiles
      //| label: fig-profiles
      5
      """
    let notebook = Notebook.parse(source: source, path: "analyses/plants.swift").notebook
    let kinds = self.packs.map(\.kind)
    let packs = packs ?? self.packs.map(\.bytes)
    let rows = TableContent(
      columns: [TableContent.Column(name: "Plant", kind: .text)], rows: [[TableContent.Cell(text: "In still pages")]],
      totalRows: 1)
    let cells = notebook.cells.filter { $0.kind == .code }.enumerated().map { number, cell in
      var run = CellRun(
        index: cell.index, label: cell.label, title: cell.title, kind: cell.kind, startLine: cell.range.startLine,
        endLine: cell.range.endLine, status: .ok)
      let form = Representation(mediaType: kinds[number].mediaType, file: "widgets/\(number)")
      run.outputs = [
        Output(kind: number == 1 ? .table : .figure, label: cell.label, representations: [form], table: rows)
      ]
      return run
    }
    let run = Run(
      analysis: "plants", path: "analyses/plants.swift", id: "20261122-170403-4be1", status: .ok, parameters: [],
      inputs: [],
      environment: Environment(
        songbook: "0.1.0", compiler: "Swift 6.3.1", operatingSystem: "Debian 12", commit: nil, isDirty: nil),
      cells: cells, metrics: [], startedAt: nil, seconds: nil)
    return HTMLReport(notebook: notebook, run: run, showsTimes: false).render { path in
      packs[Int(path.dropFirst("widgets/".count)) ?? 0]
    }
  }
}
