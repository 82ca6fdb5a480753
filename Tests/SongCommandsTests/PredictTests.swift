import CommandWorkspace
import Foundation
import Testing

/// A model that one analysis trains is used by another and by the command.
@Suite struct PredictTests {
  static let training = """
    import Genres
    import Songbook

    // %% Train
    let songs = try Songs.standard().withAtLeast(songsPerGenre: 60)
    let chosen = try songs.inGenres(songs.topGenres(4))
    let features = try FeatureMatrix(chosen.allFeatures, AudioFeature.names + EngineeredFeature.names)
    let labels = try ClassLabels(chosen.frame["Genre", String.self])
    let trees = ProgressReporter("trees", total: 10)
    let model = try ForestClassifier(training: features, labels: labels, settings: ForestSettings(treeCount: 10)) { _, _ in
      trees.advance()
    }
    artifact("genres.model", try ModelFile.bytes(of: model, facts: [TrainingFact("Songs", "\\(features.rowCount)")]))
    let named = try features.with(chosen.words(.name), chosen.words(.release))
    let models: [any Classifier] = [
      try LogisticRegression(training: features, labels: labels), try SupportVectorMachine(training: features, labels: labels),
      try WordClassifier(training: named, labels: labels, words: SongWords.name.rawValue),
      try WordClassifier(training: named, labels: labels, words: SongWords.release.rawValue),
    ]
    let blend = try BlendedClassifier(models, weights: [0.5, 0.5, 1, 1], labels: labels)
    artifact("blend.model", try ModelFile.bytes(of: blend))
    artifact("words.model", try ModelFile.bytes(of: WordClassifier(training: named, labels: labels, words: SongWords.name.rawValue)))
    """
  static let use = """
    import Songbook

    // %% Use
    let file = try ModelFile(contentsOf: "reports/training/artifacts/genres.model")
    metric("classes", Double(try file.classifier().classNames.count))
    """
  static let model = "reports/training/artifacts/genres.model"
  static let sound =
    "danceability=0.7,ENERGY=0.5,loudness=-7,speechiness=0.1,acousticness=0.2,instrumentalness=0,liveness=0.1,valence=0.5,tempo=120"

  /// A blend knows sounds and words: of a songs file it sees both, of features alone it says what they tell.
  @Test func aBlendIsAskedForSongsAndForSounds() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/training.swift", Self.training)
    #expect(try workspace.songbook("run", "training").exitCode == 0)
    let (blend, words) = ("reports/training/artifacts/blend.model", "reports/training/artifacts/words.model")
    func confidences(_ name: String, _ release: String, by model: String) throws -> [String] {
      try workspace.write(
        "songs.csv",
        """
        Name,Artists,Release,Genre,Danceability,Energy,Loudness,Speechiness,Acousticness,Instrumentalness,Liveness,Valence,Tempo
        \(name),One,\(release),pop,0.7,0.5,-7,0.1,0.2,0,0.1,0.5,120
        """)
      let outcome = try workspace.songbook("predict", "--model", model, "--songs", "songs.csv")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      return outcome.output.split(separator: "\n").last?.split(separator: ",").map(String.init) ?? []
    }
    let (old, new) = (try confidences("Sing", "1962", by: blend), try confidences("Sing", "2021", by: blend))
    #expect(old.count == 9 && new.count == 9 && old[4] != new[4])
    let (one, other) = (try confidences("Sing", "1962", by: words), try confidences("Sing", "2021", by: words))
    #expect(one.count == 9 && one == other)
    let sound = try workspace.songbook("songs", "predict", "--model", blend, "--features", Self.sound)
    #expect(sound.exitCode == 0 && sound.output.split(separator: "\n").count == 3, "\(sound.errors)")
    #expect(sound.errors.contains("looks at names and releases"))

    var bytes = try Data(contentsOf: workspace.folder.appending(path: blend))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: workspace.folder.appending(path: "damaged.model"))
    let damaged = try workspace.songbook("predict", "--model", "damaged.model", "--features", Self.sound)
    #expect(damaged.exitCode == 64 && damaged.errors.contains("is damaged"), "\(damaged.errors)")
  }

  /// A forest that learned from rows that lack values predicts such rows of a table, but none that lacks all.
  @Test func rowsThatLackValuesArePredicted() throws {
    let workspace = try Workspace()
    try workspace.write(
      "analyses/birds.swift",
      """
      import Songbook

      // %% Train
      let size: [Double] = (0..<60).map { $0 % 7 == 0 ? .nan : Double($0) }
      let weight: [Double] = (0..<60).map { $0 % 5 == 0 ? .nan : Double(2 * $0) }
      let features = try FeatureMatrix(names: ["size", "weight"], columns: [size, weight], allowsMissing: true)
      let labels = ClassLabels((0..<60).map { $0 < 30 ? "wren" : "stork" })
      artifact("birds.model", try ModelFile.bytes(of: ForestClassifier(training: features, labels: labels)))
      """)
    #expect(try workspace.songbook("run", "birds").exitCode == 0)
    try workspace.write("birds.csv", "bird,size,weight\nfirst,,110\nsecond,4,\nthird,,\n")
    let outcome = try workspace.songbook(
      "predict", "--model", "reports/birds/artifacts/birds.model", "--songs", "birds.csv")
    let lines = outcome.output.split(separator: "\n")
    #expect(outcome.exitCode == 0 && lines.count == 4, "\(outcome.errors)")
    #expect(lines[1].hasPrefix("first,,110,stork") && lines[2].hasPrefix("second,4,,wren"))
    #expect(lines[3].hasPrefix("third,,,,") && outcome.errors.contains("1 row without a prediction"))
  }

  @Test func aModelIsUsedElsewhere() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/training.swift", Self.training)
    try workspace.write("analyses/use.swift", Self.use)
    let run = try workspace.songbook("run", "training", "use")
    #expect(run.exitCode == 0, "\(run.errors)")
    // Any table will do that has the model's features, whatever else it holds: not only songs.
    try workspace.write(
      "sounds.csv",
      """
      Bird,Danceability,Energy,Loudness,Speechiness,Acousticness,Instrumentalness,Liveness,Valence,Tempo,Energy × Danceability,Loudness × Energy,Acousticness × Instrumentalness,Valence × Danceability,Energy²,Tempo / 250
      wren,0.7,0.5,-7,0.1,0.2,0,0.1,0.5,120,0.35,-3.5,0,0.35,0.25,0.48
      owl,0.7,,-7,0.1,0.2,0,0.1,0.5,120,0.35,-3.5,0,0.35,0.25,0.48
      """)
    let birds = try workspace.songbook("songs", "predict", "--model", Self.model, "--songs", "sounds.csv")
    #expect(birds.exitCode == 0, "\(birds.errors)")
    let rows = birds.output.split(separator: "\n")
    #expect(rows.count == 3 && rows[0].hasPrefix("Bird,Danceability") && rows[0].contains(",Predicted,Confidence"))
    #expect(rows[1].hasPrefix("wren,") && birds.errors.contains("1 row without a prediction"))
    #expect(try workspace.read("reports/use/run.json").contains("\"value\" : 4"))

    let one = try workspace.songbook("predict", "--model", Self.model, "--features", Self.sound)
    #expect(one.exitCode == 0, "\(one.errors)")
    #expect(one.output.split(separator: "\n").count == 3 && one.output.contains(" %"))
    let json = try workspace.songbook(
      "predict", "--model", Self.model, "--features", Self.sound, "--json", "--top", "4")
    let entries = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
    #expect(abs(entries.compactMap { $0["confidence"] as? Double }.reduce(0, +) - 1) < 0.001)

    try workspace.write(
      "songs.csv",
      """
      Name,Artists,Release,Genre,Danceability,Energy,Loudness,Speechiness,Acousticness,Instrumentalness,Liveness,Valence,Tempo
      First,One,2001,pop,0.7,0.5,-7,0.1,0.2,0,0.1,0.5,120
      Second,Two,2001,pop,,0.5,-7,0.1,0.2,0,0.1,0.5,120
      """)
    let songs = try workspace.songbook("songs", "predict", "--model", Self.model, "--songs", "songs.csv")
    let lines = songs.output.split(separator: "\n")
    #expect(lines.count == 3 && lines[0].hasPrefix("Name,Artists,Genre,Predicted,Confidence"))
    #expect(lines[2].hasPrefix("Second,Two,pop,,"))
    #expect(songs.errors.contains("1 song without a prediction"))
    #expect(
      try workspace.songbook("predict", "--model", Self.model, "--songs", "songs.csv", "-o", "p.md").exitCode == 0)
    #expect(try workspace.read("p.md").contains("| First"))

    let mistakes = [
      ("dancability=0.7", "Did you mean Danceability?"), ("energy=loud", "which is not a number"),
      ("energy=0.5,energy=1", "given twice"), ("energy", "is not name=value"),
      ("danceability=0.7", "The model needs Energy, Loudness"),
    ]
    for (features, words) in mistakes {
      let outcome = try workspace.songbook("predict", "--model", Self.model, "--features", features)
      #expect(outcome.exitCode == 64 && outcome.errors.contains(words), "\(outcome.errors)")
    }
    let foreign = try workspace.songbook("predict", "--model", "songs.csv", "--features", Self.sound)
    #expect(foreign.exitCode == 64 && foreign.errors.contains("is not a model file"))
  }
}
