import Forests
import Frames
import Glibc
import Statistics
import Testing

@testable import Learning

@Suite struct ModelFiles {
  private let folder = TemporaryFolder()
  private let features: FeatureMatrix
  private let model: ForestClassifier
  private let bytes: [UInt8]

  init() throws {
    let (features, labels) = MadeUpClasses.rows(count: 200, classes: 4, seed: 3)
    let settings = ForestSettings(
      treeCount: 6, maximumDepth: 5, featuresPerSplit: .count(2), classWeights: .custom([1, 2, 3, 4]), seed: .max)
    self.features = features
    model = try ForestClassifier(training: features, labels: labels, settings: settings)
    bytes = try ModelFile.bytes(of: model, facts: [TrainingFact("Songs", "200"), TrainingFact("Größe", "")])
  }

  @Test func aModelComesBackWhole() throws {
    let file = try ModelFile(contentsOf: folder.write(bytes))
    #expect(file.kind == "forest")
    #expect(file.facts == [TrainingFact("Songs", "200"), TrainingFact("Größe", "")])
    let read = try file.model(ForestClassifier.self)
    #expect(read.featureNames == model.featureNames && read.classNames == model.classNames)
    #expect(read.settings == model.settings)
    #expect(read.impurityImportances == model.impurityImportances)
    #expect(try read.probabilities(for: features) == model.probabilities(for: features))
    #expect(try file.classifier().predict(features) == model.predict(features))
    #expect(try ModelFile.bytes(of: read, facts: file.facts) == bytes)
  }

  @Test func aHierarchyComesBackWithAllItsModels() throws {
    let (features, labels) = MadeUpClasses.rows(count: 300, classes: 5, seed: 4)
    let parents = ClassLabels(classNames: ["one", "two", "zero"], codes: [0, 0, 1, 1, 2])
    let hierarchy = try HierarchicalClassifier(
      training: features, labels: labels, parents: parents, descent: .bestParent
    ) { features, labels throws(LearningError) in
      try ForestClassifier(training: features, labels: labels, settings: ForestSettings(treeCount: 3))
    }
    let file = try ModelFile(contentsOf: folder.write(try ModelFile.bytes(of: hierarchy)))
    let read = try file.model(HierarchicalClassifier.self)
    #expect(read.parents == parents && read.descent == .bestParent && read.childModels.count == 3)
    #expect(read.childModels[2] == nil)
    #expect(try read.probabilities(for: features) == hierarchy.probabilities(for: features))
    #expect(throws: ModelFileError.self) { try file.model(ForestClassifier.self) }
  }

  @Test func theModelOutlivesTheFileValue() throws {
    let path = folder.write(bytes)
    let read = try ModelFile(contentsOf: path).classifier()
    unlink(path)
    #expect(try read.predict(features) == model.predict(features))
  }

  /// All of header and directory, and every region between.
  @Test func aChangedByteIsNoticedWhereverItIs() throws {
    let places = bytes.indices.filter { $0 < 300 || $0 >= bytes.count - 500 || $0 % 31 == 0 }
    for place in places {
      var changed = bytes
      changed[place] ^= 1 << UInt8(place % 8)
      #expect(throws: ModelFileError.self, "byte \(place)") { try ModelFile(contentsOf: folder.write(changed)) }
    }
  }

  @Test func everyCutIsNoticed() throws {
    for length in stride(from: 0, to: bytes.count, by: 97) {
      let path = folder.write(Array(bytes.prefix(length)))
      #expect(throws: ModelFileError.self, "\(length) bytes") { try ModelFile(contentsOf: path) }
    }
    #expect(throws: ModelFileError.self) { try ModelFile(contentsOf: folder.write(bytes + [0])) }
  }

  @Test func refusalsSayWhy() throws {
    func reason(_ bytes: [UInt8]) -> ModelFileError.Reason? {
      do throws(ModelFileError) { _ = try ModelFile(contentsOf: folder.write(bytes)) } catch { return error.reason }
      return nil
    }
    #expect(reason([]) == .notAModel)
    #expect(reason(Array("Name,Artists\n".utf8)) == .notAModel)
    #expect(reason(Array(bytes.prefix(30))) == .wrongLength(expected: 40, found: 30))
    #expect(reason(Array(bytes.dropLast(9))) == .wrongLength(expected: bytes.count, found: bytes.count - 9))
    var newer = bytes
    newer[8] = 9
    #expect(reason(newer) == .newer(version: 9))
    var damaged = bytes
    damaged[bytes.count / 2] ^= 4
    #expect(reason(damaged) == .damaged)
    let missing = try #require(throws: ModelFileError.self) { try ModelFile(contentsOf: folder.path + "/none") }
    #expect(missing.description.contains("No such file"))
    #expect(throws: ModelFileError.self) { try ModelFile(contentsOf: folder.path) }
  }

  /// Files whose checksum is right, made to do harm: each is refused, or its model stays within its bounds.
  @Test func forgedContentDoesNoHarm() throws {
    var generator = SplitMix64(1)
    for _ in 0..<400 {
      var forged = bytes
      let place = Int.random(in: 40..<bytes.count, using: &generator)
      forged[place] = UInt8.random(in: 0...255, using: &generator)
      let checksum = forged.withUnsafeBytes { ModelFile.checksum(of: $0) }
      withUnsafeBytes(of: checksum.littleEndian) { forged.replaceSubrange(32..<40, with: $0) }
      let path = folder.write(forged)
      guard let read = try? ModelFile(contentsOf: path).classifier() else { continue }
      _ = try? read.probabilities(for: features)
    }
  }

  @Test func theChecksumIsXXH64() {
    func checksum(_ text: String) -> UInt64 { Array(text.utf8).withUnsafeBytes { Checksum.of($0) } }
    #expect(checksum("") == 0xEF46_DB37_51D8_E999)
    #expect(checksum("a") == 0xD24E_C4F1_A98C_6E5B)
    #expect(checksum("abc") == 0x44BC_2CF5_AD77_0999)
    let long = (0..<101).map { UInt8($0) }
    #expect(long.withUnsafeBytes { Checksum.of($0) } == 0xE990_3849_5F85_381E)
    #expect(long[..<63].withUnsafeBytes { Checksum.of($0, seed: 12345) } == 0x14F7_D7FD_BB0C_D505)
  }
}

/// A folder that is gone when the value is.
final class TemporaryFolder {
  let path: String
  private var number = 0

  init() {
    var template = Array("/tmp/songbook-models-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "."
  }

  deinit {
    for index in 0...number { unlink("\(path)/\(index).model") }
    rmdir(path)
  }

  func write(_ bytes: [UInt8]) -> String {
    unlink("\(path)/\(number).model")
    number += 1
    let file = "\(path)/\(number).model"
    guard let handle = fopen(file, "wb") else { return file }
    fwrite(bytes, 1, bytes.count, handle)
    fclose(handle)
    return file
  }
}
