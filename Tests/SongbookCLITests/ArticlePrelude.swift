/// What the pieces of code of an article presume: names that the text speaks of without saying where they come from.
enum ArticlePrelude {
  static let penguins = """
    let penguins: DataFrame = [
      "species": ["a", "b", "a", "b", "a", "b", "a", "b", "a", "b", "a", "b", "a", "b", "a", "b", "a", "b", "a", "b"],
      "island": ["n", "n", "s", "s", "n", "n", "s", "s", "n", "n", "s", "s", "n", "n", "s", "s", "n", "n", "s", "s"],
      "sex": ["male", "male", "female", "female", "male", "female", "male", "female", "male", "female", "male", "male",
        "female", "female", "male", "female", "male", "female", "male", "female"],
      "year": [2007, 2008, 2009, 2007, 2008, 2009, 2007, 2008, 2009, 2007, 2008, 2009, 2007, 2008, 2009, 2007, 2008, 2009,
        2007, 2008],
      "mass": [3700, 5000, 3800, 5100, 3900, 4900, 3650, 5200, 3750, 5050, 3850, 4950, 3600, 5150, 3820, 5080, 3710, 4980,
        3770, 5010],
      "flipper": [181, 211, 186, 230, 195, 210, 193, 218, 190, 215, 181, 210, 195, 211, 193, 219, 190, 209, 186, 215],
      "bill": [39.1, 46.1, 39.5, 50.0, 40.3, 48.7, 36.7, 50.2, 39.3, 47.6, 38.9, 46.5, 39.2, 45.4, 34.1, 46.7, 42.0, 43.3,
        37.8, 46.8],
    ]
    """

  /// By the name of the article.
  static let all: [String: String] = [
    "Charts.md": penguins,
    "Frames.md": penguins + "\nlet frame = penguins",
    "GettingStarted.md": "let sales = try DataFrame(contentsOf: \"sales.csv\")",
    "ComingFrom.md": """
    let frame: DataFrame = [
      "k": ["a", "b", "a", "b", "a", "b"], "g": ["u", "u", "v", "v", "u", "v"], "x": [1.0, 2.5, 3.0, 4.5, 2.0, 5.5],
      "y": [2.0, 3.0, 7.5, 8.0, 4.0, 9.5],
    ]
    """,
    "Widgets.md": """
    let rows = 0..<60
    let isGas = rows.map { $0 % 2 == 1 }
    let planets = DataFrame(columns: [
      Column(name: "Planet", contents: rows.map { "planet \\($0)" }).eraseToAnyColumn(),
      Column(name: "Discoverer", contents: rows.map { "person \\($0 / 7)" }).eraseToAnyColumn(),
      Column(name: "Kind", contents: isGas.map { $0 ? "gas" : "rock" }).eraseToAnyColumn(),
      Column(name: "Star", contents: rows.map { "star \\($0 / 4)" }).eraseToAnyColumn(),
      Column(name: "Mass", contents: rows.map { (isGas[$0] ? 90 : 1) + Double($0 % 11) / 4 }).eraseToAnyColumn(),
      Column(name: "Distance", contents: rows.map { Double($0 * 7 % 31) }).eraseToAnyColumn(),
      Column(name: "Radius", contents: rows.map { (isGas[$0] ? 11 : 1) + Double($0 % 5) / 9 }).eraseToAnyColumn(),
      Column(name: "Density", contents: rows.map { (isGas[$0] ? 1.2 : 5) + Double($0 % 6) / 8 }).eraseToAnyColumn(),
      Column(name: "Temperature", contents: rows.map { 60 + Double($0 * 13 % 400) }).eraseToAnyColumn(),
      Column(name: "Moons", contents: rows.map { $0 % 17 }).eraseToAnyColumn(),
    ])
    let kinds: DataFrame = [
      "Kind": ["rock", "gas"], "Mass": [2.3, 91.2], "Density": [5.3, 1.5], "Planets": [30, 30],
    ]
    let features = try FeatureMatrix(planets, ["Mass", "Density"])
    let labels = ClassLabels(planets["Kind"].texts.compactMap { $0 })
    let (testFeatures, testLabels) = (features, labels)
    let settings = ForestSettings(treeCount: 20)
    let columns = ["Mass", "Distance", "Radius"].map { planets.doubles($0) }
    """,
    "RunningAgain.md": penguins + """

      let features = try FeatureMatrix(penguins, ["flipper", "mass"])
      let labels = ClassLabels(penguins["species"].texts.compactMap { $0 })
      """,
    "ComparingRuns.md": """
    let labels = ClassLabels((0..<40).map { ["pop", "rock"][$0 % 2] })
    let features = try FeatureMatrix(names: ["x"], columns: [(0..<40).map { (row: Int) -> Double in Double(row % 2 * 10 + row % 7) }])
    let model = try LogisticRegression(training: features, labels: labels)
    let evaluation = try Evaluation(of: model, on: features, labels)
    let songs = (0..<40).map { "song \\($0)" }
    let artists = (0..<40).map { "artist \\($0 / 4)" }
    let bootstrap = Bootstrap(groups: RowGroups(linking: [(0..<40).map { Int32($0 / 4) }]))
    """,
  ]

  /// Articles whose pieces are compiled and not run: they read files that the tests do not have.
  static let compiledOnly = ["DataElsewhere.md", "ReadingAndWriting.md"]

  static let sales = """
    Region,Revenue
    North,1200
    South,800
    North,950.5
    East,2100
    """

  /// Twelve people, each of both classes, which differ in one of two numbers.
  static let answers =
    "Class,Person,Speed,Noise\n"
    + (0..<96).map { (row: Int) -> String in
      let isFast = row % 2 == 0
      return "\(isFast ? "fast" : "slow"),person \(row / 8),\((isFast ? 10 : 14) + row * 7 % 6),\(row * 13 % 17)"
    }.joined(separator: "\n") + "\n"
}
