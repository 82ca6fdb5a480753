import Connectors
import Foundation
import Frames

/// Files that stand beside the tests.
enum Fixtures {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")

  static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  static func names(ending: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { $0.hasSuffix(ending) }.sorted()
  }

  /// What is in all files of columns, as Oracles/make_parquet.py wrote it.
  static func types() throws -> DataFrame {
    var types: [String: CSVType] = ["flag": .boolean, "day": .date]
    for name in ["f32", "f64", "price", "large", "huge"] { types[name] = .double }
    for name in ["required", "i8", "i16", "i32", "i64", "u8", "u32"] { types[name] = .integer }
    for name in ["word", "title", "nothing"] { types[name] = .string }
    return try DataFrame(
      contentsOfCSVFile: path("types.csv"), types: types, options: CSVReadingOptions(delimiter: ",", headerRows: 1))
  }

  /// A folder with files of these contents; it is gone afterwards.
  static func withFiles<Result>(_ files: [String: String], _ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("connectors-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return try body(folder.path + "/")
  }
}

/// The same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

/// Files that were damaged at random.
enum Damage {
  /// Bits are turned, bytes are replaced or taken out, the end is cut off: one to four of these.
  static func damaged(_ bytes: [UInt8], seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) where bytes.count > 8 {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      // The metadata is near the end of a file.
      let late = Int.random(in: max(0, bytes.count - 1500)..<bytes.count, using: &generator)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes.removeLast(bytes.count - place)
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + 4))
      case 2: bytes[place] = [0, 0xFF, 0x7F, 0x80].randomElement(using: &generator)!
      case 3: bytes[late] = UInt8.random(in: 0...255, using: &generator)
      default: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
      }
    }
    return bytes
  }
}
