import Frames
import Learning
import Statistics

/// Rows of three features; the class depends on the first two, with noise, and the third says nothing.
enum MadeUpClasses {
  static func rows(count: Int, classes: Int, seed: UInt64) -> (FeatureMatrix, ClassLabels) {
    var random = SplitMix64(seed)
    var columns: [[Double]] = [[], [], []]
    var codes: [Int32] = []
    for _ in 0..<count {
      let code = Int.random(in: 0..<classes, using: &random)
      let angle = Double(code) / Double(classes) * 4
      columns[0].append(angle.truncatingRemainder(dividingBy: 2) + Double.random(in: -0.7...0.7, using: &random))
      columns[1].append((angle / 2).rounded(.down) + Double.random(in: -0.7...0.7, using: &random))
      columns[2].append(Double.random(in: 0...1, using: &random))
      codes.append(Int32(code))
    }
    let names = (0..<classes).map { "class \(Character(UnicodeScalar(UInt8(65 + $0))))" }
    guard let features = try? FeatureMatrix(names: ["One", "Two", "Noise"], columns: columns) else {
      preconditionFailure("the numbers are finite")
    }
    return (features, ClassLabels(classNames: names, codes: codes))
  }
}
