import FoundationEssentials

/// Expected values computed by NumPy and SciPy: `Oracles/make_statistics.py` writes them.
struct StatisticsOracle: Decodable {
  struct Bins: Decodable {
    var edges: [Double]
    var counts: [Int]
  }
  struct Box: Decodable {
    var count: Int
    var minimum, firstQuartile, median, thirdQuartile, maximum, mean, lowerWhisker, upperWhisker: Double
    var outliers: [Double]
  }
  struct Long: Decodable {
    var count: Int
    var seed: UInt64
    var histogram: Bins
    var quantiles: [String: Double]
    var standardDeviation: Double
  }
  struct TrendCase: Decodable {
    struct Point: Decodable {
      var x, mean, half: Double
      var quartiles: [Double]
      var count: Int
    }
    var x, y: [Double]
    var level: Double
    var points: [Point]
  }
  struct Linear: Decodable {
    var x, y: [Double]
    var level, slope, intercept, rSquared: Double
    var places, values, half: [Double]
  }
  struct Local: Decodable {
    struct Fit: Decodable {
      var span: Double
      var x, y: [Double]
    }
    var x, y: [Double]
    var fit: Fit
  }
  struct Density: Decodable {
    var x, density: [Double]
    var bandwidth: Double
  }
  struct Hexagons: Decodable {
    struct Grid: Decodable {
      var columns, rows: Int
      var x, y: [Double]
      var counts: [Int]
    }
    var x, y: [Double]
    var grids: [Grid]
  }
  struct LinkageCase: Decodable {
    var signed: Bool
    var count: Int
    var distances, heights: [Double]
    var first, second, sizes, leaves: [Int]
  }
  struct Student: Decodable {
    var degreesOfFreedom, probability, quantile: Double
  }

  var columns: [String: [Double]]
  var histograms: [String: Bins]
  var boxes: [String: Box]
  var long: Long
  var trend: TrendCase
  var linear: Linear
  var local: Local
  var density: Density
  var trimmedDensity: Density
  /// Folded back at 0 and 1, and at 0 alone.
  var reflectedDensity: Density
  var halfReflectedDensity: Density
  var hexagons: Hexagons
  var linkages: [LinkageCase]
  var student: [Student]

  static func read() throws -> StatisticsOracle {
    try JSONDecoder().decode(StatisticsOracle.self, from: oracleData("statistics.json"))
  }

  /// The long column that the script makes the same way.
  static func generated(count: Int, seed: UInt64) -> [Double] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let unit = Double(state >> 33) / 0x1p31
      return unit * unit * unit
    }
  }
}

/// The bytes of a file in `Oracles`.
func oracleData(_ name: String) throws -> Data {
  let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  return try Data(contentsOf: URL(filePath: "\(folder)/Oracles/\(name)"))
}

/// Whether two numbers agree to 1e-9 of their size.
func agree(_ a: Double, _ b: Double, tolerance: Double = 1e-9) -> Bool {
  abs(a - b) <= tolerance * max(1, abs(a), abs(b))
}

func agree(_ a: [Double], _ b: [Double], tolerance: Double = 1e-9) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { agree($0, $1, tolerance: tolerance) }
}
