import Frames
import Statistics
import Testing

@testable import Genres

@Suite struct SampleTests {
  /// The correlations of the nine features in 323,651 real rows, computed with pandas: the rows of the lower triangle in the order of
  /// `AudioFeature`, without the diagonal.
  static let realCorrelations: [[Double]] = [
    [0.182],
    [0.323, 0.792],
    [0.176, 0.158, 0.139],
    [-0.219, -0.755, -0.632, -0.097],
    [-0.287, -0.230, -0.431, -0.156, 0.204],
    [-0.117, 0.197, 0.113, 0.135, -0.082, -0.073],
    [0.519, 0.263, 0.276, 0.054, -0.135, -0.311, -0.005],
    [-0.032, 0.258, 0.217, 0.060, -0.213, -0.061, 0.029, 0.083],
  ]

  static func committed() throws -> Songs { try Songs(contentsOf: InstalledData.path("sample.csv.gz")) }
  static func generator(songs: Int = 12_000, genres: Int = 240, seed: UInt64 = 42) throws -> SampleGenerator {
    try SampleGenerator(songs: songs, genres: genres, seed: seed)
  }

  private func correlation(_ one: [Double], _ other: [Double]) -> Double {
    let count = Double(one.count)
    let (first, second) = (one.reduce(0, +) / count, other.reduce(0, +) / count)
    var (products, ones, others) = (0.0, 0.0, 0.0)
    for (x, y) in zip(one, other) {
      products += (x - first) * (y - second)
      ones += (x - first) * (x - first)
      others += (y - second) * (y - second)
    }
    return products / (ones * others).squareRoot()
  }

  @Test func theCommittedSampleIsWhatTheGeneratorMakes() throws {
    let made = try Songs(csvData: Self.generator().bytes)
    #expect(try Self.committed().frame == made.frame)
    #expect(made.count == 12_000)
    #expect(made.genres.count == 240)
    #expect(made.genres.values.allSatisfy { (24...100).contains($0) })
  }

  @Test func correlationsAreThoseOfRealSongs() throws {
    let songs = try Self.committed()
    let features = AudioFeature.allCases
    for (row, coefficients) in Self.realCorrelations.enumerated() {
      for (column, real) in coefficients.enumerated() {
        let (one, other) = (features[row + 1], features[column])
        let made = correlation(songs.frame.doubles(one.name), songs.frame.doubles(other.name))
        #expect(abs(made - real) < 0.05, "\(one.name) and \(other.name): \(made), really \(real)")
      }
    }
  }

  @Test func distributionsAreThoseOfRealSongs() throws {
    let songs = try Self.committed()
    func quantile(_ feature: AudioFeature, _ share: Double) -> Double {
      let sorted = songs.frame.doubles(feature.name).sorted()
      return sorted[Int(share * Double(sorted.count - 1))]
    }
    #expect(abs(quantile(.energy, 0.5) - 0.667) < 0.04)
    #expect(abs(quantile(.loudness, 0.5) - -7.58) < 0.6 && abs(quantile(.loudness, 0.05) - -20.8) < 2)
    #expect(abs(quantile(.tempo, 0.5) - 120.0) < 2)
    #expect(abs(quantile(.acousticness, 0.5) - 0.165) < 0.06)
    let silent = songs.frame.doubles("Instrumentalness").reduce(0) { $0 + ($1 == 0 ? 1.0 : 0) } / Double(songs.count)
    #expect((0.2...0.32).contains(silent), "Instrumentalness is 0 in 26 % of real rows, here in \(silent)")
    for feature in AudioFeature.allCases {
      #expect(songs.frame.doubles(feature.name).allSatisfy { feature.plausibleRange.contains($0) })
    }
  }

  @Test func isMadeUpAndMessyLikeRealFiles() throws {
    let songs = try Self.committed()
    #expect(songs.isMadeUp)
    #expect(songs.withAtLeast(songsPerGenre: 40).isMadeUp)
    let problems = Dictionary(
      uniqueKeysWithValues: songs.problems.map { ("\($0.kind.rawValue) \($0.column)", $0.count) })
    #expect((2_700...3_600).contains(problems["missing Release"] ?? 0))
    #expect(
      problems["missing Name"] ?? 0 > 0 && problems["missing Artists"] ?? 0 > 50
        && problems["unreadableDate Release"] ?? 0 > 0)
    let duplicates = songs.duplicates
    #expect(duplicates.songsUnderSeveralGenres > 1_500)
    #expect(duplicates.repeatedRows.isEmpty)
    #expect(songs.genres["r&b"] != nil && songs.genres["children's music"] != nil)
    let names = songs.frame["Name", String.self].values
    for script in ["の", "밤", "الليل", "Ночь", "</script>", ", ", "\""] {
      #expect(names.contains { $0.contains(script) }, "\(script)")
    }
  }

  @Test func genresSpeakOfManyCountries() throws {
    let geography = try Geography.load()
    let mentions = geography.mentions(in: try Self.committed().genres)
    #expect(mentions.rowCount >= 45, "\(mentions.rowCount)")
  }

  @Test func featuresFollowTheDecades() throws {
    let means = try Self.committed().distinct.featureMeansByDecade()
    func mean(_ feature: String, _ decade: String) throws -> Double {
      let rows = means.filter(on: "Feature", equalTo: feature).filter(on: "Decade", equalTo: decade)
      return try #require(rows["Mean", Double.self][0])
    }
    #expect(try mean("Acousticness", "1960s") > mean("Acousticness", "2000s") + 0.1)
    #expect(try mean("Loudness", "2010s") > mean("Loudness", "1970s") + 1.5)
    #expect(try mean("Valence", "1970s") > mean("Valence", "2020s") + 0.05)
  }

  @Test func sameSeedSameBytes() throws {
    let bytes = try Self.generator(songs: 900, genres: 20).bytes
    #expect(try Self.generator(songs: 900, genres: 20).bytes == bytes)
    #expect(try Self.generator(songs: 900, genres: 20, seed: 43).bytes != bytes)
    let digest = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    #expect(digest == 0x5236dc5d9086be1a)
  }

  @Test func soundsAreThoseOfTheSongsOfAFile() throws {
    let (sounds, labels) = try Self.generator().sounds()
    let songs = try Self.committed()
    #expect(sounds.names == AudioFeature.names + EngineeredFeature.names)
    #expect(sounds.rowCount == 12_000 && labels.count == 12_000 && labels.classCount == 240)
    let counts = songs.genres
    for (name, count) in zip(labels.classNames, labels.classCounts) {
      #expect(counts[GenreName.cleaned(name)] == count)
    }
    for (feature, column) in zip(AudioFeature.allCases, sounds.columns) {
      let (made, other) = (column.sorted(), songs.frame.doubles(feature.name).sorted())
      let span = feature.range.upperBound - feature.range.lowerBound
      for place in [600, 3_000, 6_000, 9_000, 11_400] {
        #expect(abs(made[place] - other[place]) < 0.04 * span, "\(feature.name) \(made[place]) \(other[place])")
      }
    }
    #expect(abs(correlation(sounds.columns[1], sounds.columns[2]) - 0.792) < 0.05)
    #expect(try Self.generator().sounds().features == sounds)
  }

  @Test(arguments: [(1, 1), (5, 5), (100, 7), (24 * 50, 50), (100 * 50, 50), (9_999, 50), (6_000, 6_000), (31, 2)])
  func anySizeIsMet(songs: Int, genres: Int) throws {
    let made = try Songs(csvData: Self.generator(songs: songs, genres: genres, seed: 1).bytes)
    #expect(made.count == songs)
    #expect(made.genres.count == genres)
    #expect(made.readingReport?.isClean == true)
    if (24 * genres...100 * genres).contains(songs) {
      #expect(made.genres.values.allSatisfy { (24...100).contains($0) })
    }
  }

  @Test func refusesWhatItCannotMake() {
    #expect(throws: SampleError.songs(0)) { try Self.generator(songs: 0) }
    #expect(throws: SampleError.songs(10_000_001)) { try Self.generator(songs: 10_000_001) }
    #expect(throws: SampleError.genres(9, songs: 8)) { try Self.generator(songs: 8, genres: 9) }
    #expect(throws: SampleError.genres(0, songs: 8)) { try Self.generator(songs: 8, genres: 0) }
  }

  @Test func handsOutPiecesOfBoundedSize() throws {
    var (pieces, largest) = (0, 0)
    try Self.generator(songs: 20_000, genres: 300).write { bytes in
      pieces += 1
      largest = max(largest, bytes.count)
    }
    #expect(pieces > 5 && largest < 300_000)
  }

  @Test func passesOnTheFailureOfItsSink() throws {
    struct Full: Error {}
    let generator = try Self.generator(songs: 100, genres: 4)
    #expect(throws: Full.self) { try generator.write { (_) throws(Full) in throw Full() } }
  }

  @Test(arguments: [
    (0.0, "0.0"), (-60.0, "-60.0"), (108.432, "108.432"), (0.5, "0.5"), (0.0365, "0.0365"), (0.00761, "0.00761"),
    (0.000_021_3, "2.13e-05"),
    (0.000_001_6, "1.6e-06"), (-0.0004, "-0.0004"), (1, "1.0"), (4.05, "4.05"), (0.099_99, "0.1"),
  ])
  func writesNumbersAsRealFilesDo(value: Double, text: String) {
    var bytes: [UInt8] = []
    SampleRow.appendNumber(value, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  @Test func randomNumbersAreEvenAndNormal() {
    // The first numbers of SplitMix64 with seed 1234567, as its authors' C code gives them.
    var known = SplitMix64(1_234_567)
    #expect(
      [known.next(), known.next(), known.next()] == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
    var random = SplitMix64(3)
    let normals = (0..<20_000).map { _ in random.nextNormal() }
    let mean = normals.reduce(0, +) / 20_000
    #expect(abs(mean) < 0.03 && abs(normals.reduce(0) { $0 + $1 * $1 } / 20_000 - 1) < 0.05)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<7_000 { counts[random.next(below: 7)] += 1 }
    #expect(counts.allSatisfy { (850...1150).contains($0) })
  }
}

#if canImport(Glibc)
  import Glibc

  @Suite struct SampleFileTests {
    @Test(arguments: ["sample.csv", "sample.csv.gz", "sample.csv.xz"])
    func writesFiles(name: String) throws {
      let folder = try #require(temporaryFolder())
      let generator = try SampleGenerator(songs: 300, genres: 10, seed: 5)
      let path = folder + "/" + name
      try generator.write(to: path)
      #expect(try Songs(contentsOf: path).frame == Songs(csvData: generator.bytes).frame)
      let first = contents(path)
      try generator.write(to: path)
      #expect(contents(path) == first && !first.isEmpty)
      #expect(access(path + ".partial", F_OK) != 0)
      unlink(path)
      rmdir(folder)
    }

    @Test func saysWhyAFileCannotBeWritten() throws {
      let generator = try SampleGenerator(songs: 30, genres: 1, seed: 5)
      #expect(throws: SampleError.self) { try generator.write(to: "no/such/folder/sample.csv") }
    }

    private func temporaryFolder() -> String? {
      var template = Array("/tmp/songbook-sample-XXXXXX".utf8CString)
      return mkdtemp(&template).map { String(cString: $0) }
    }

    private func contents(_ path: String) -> [UInt8] {
      guard let file = fopen(path, "rb") else { return [] }
      defer { fclose(file) }
      var bytes = [UInt8](repeating: 0, count: 1 << 20)
      let count = fread(&bytes, 1, bytes.count, file)
      return Array(bytes.prefix(count))
    }
  }
#endif
