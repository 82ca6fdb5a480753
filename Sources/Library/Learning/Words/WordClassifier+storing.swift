extension WordClassifier: StoredModel {
  /// What model files call this type: `words`.
  public static let kind = "words"

  /// Writes the classes, the settings, and each word of the vocabulary, in order, with the classes that it speaks for.
  public func write(to writer: inout ModelWriter) {
    writer.write(classNames, as: "classes")
    writer.write([wordsName], as: "words name")
    writer.write([settings.weight, settings.smoothing], as: "weight and smoothing")
    writer.write([settings.minimumGroups], as: "minimum groups")
    writer.write(logPriors, as: "log priors")
    writer.write(absence, as: "absence")
    let words = evidence.keys.sorted()
    let gains = words.map { evidence[$0] ?? [] }
    writer.write(words, as: "vocabulary")
    // Word after word.
    writer.write(gains.map(\.count), as: "class counts")
    writer.write(gains.flatMap { $0.map(\.code) }, as: "classes of words")
    writer.write(gains.flatMap { $0.map(\.gain) }, as: "gains")
  }

  /// Reads the vocabulary and what each word says for the classes.
  /// - Throws: ``ModelFileError`` when a part is missing or does not fit the others.
  public init(from reader: ModelReader) throws(ModelFileError) {
    classNames = try reader.classNames("classes")
    guard let name = try reader.strings("words name").first else { throw reader.unsound("words name") }
    wordsName = name
    let numbers = try reader.finiteDoubles("weight and smoothing", count: 2)
    guard let minimum = try reader.integers("minimum groups").first else { throw reader.unsound("minimum groups") }
    settings = Settings(weight: numbers[0], smoothing: numbers[1], minimumGroups: minimum)
    logPriors = try reader.finiteFloats("log priors", count: classNames.count)
    absence = try reader.finiteFloats("absence", count: classNames.count)
    let words = try reader.strings("vocabulary")
    let counts = try reader.integers("class counts")
    let codes = try reader.codes("classes of words", below: classNames.count)
    let gains = try reader.finiteFloats("gains", count: codes.count)
    guard counts.count == words.count else { throw reader.unsound("class counts") }
    var evidence: [String: [(code: Int32, gain: Float)]] = [:]
    evidence.reserveCapacity(words.count)
    var start = 0
    for (word, count) in zip(words, counts) {
      guard count >= 0, count <= codes.count - start else { throw reader.unsound("class counts") }
      evidence[word] = (start..<start + count).map { (codes[$0], gains[$0]) }
      start += count
    }
    guard start == codes.count, evidence.count == words.count else { throw reader.unsound("vocabulary") }
    self.evidence = evidence
  }
}
