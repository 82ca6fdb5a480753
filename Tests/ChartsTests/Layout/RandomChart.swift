import Charts

/// Charts made up from a seed: any kind, size, number of rows, length of names, and values up to the odd and the extreme.
struct RandomChart {
  private var state: UInt64

  init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % bound
  }

  mutating func unit() -> Double { Double(next(1_000_000)) / 1_000_000 }

  private let words = [
    "pop", "contemporary", "hip-hop", "neo", "svensk lovsång", "夜に駆ける", "rock en español", "k-pop", "a",
  ]

  mutating func name() -> String {
    (0...next(4)).map { _ in words[next(words.count)] }.joined(separator: " ")
  }

  mutating func value() -> Double {
    switch next(40) {
    case 0: .nan
    case 1: .infinity
    case 2: 0
    case 3: 1e300 * (unit() - 0.5)
    case 4: 1e-300 * unit()
    default: (unit() - 0.3) * [1, 10, 1_000, 100_000][next(4)]
    }
  }

  mutating func chart() -> Chart {
    let count = [0, 1, 2, 5, 12, 40][next(6)]
    let wild = next(4) == 0
    let numbers = (0..<count).map { _ in wild ? value() : unit() * 500 - 50 }
    let others = (0..<count).map { _ in wild ? value() : unit() }
    var names: [String] = []
    while names.count < count { names.append(name() + " \(names.count)") }
    let groups = names.map { _ in ["calm", "happy and long of name", "angry"][next(3)] }
    let color = PlottableColumn.value("Mood", groups)
    var chart: Chart
    switch next(6) {
    case 0: chart = Chart { BarPlot(x: .value("Songs", numbers), y: .value("Genre", names)) }
    case 1: chart = Chart { BarPlot(x: .value("Genre", names), y: .value("Songs", numbers)).foregroundStyle(by: color) }
    case 2: chart = Chart { LinePlot(x: .value("Year", others), y: .value("Mean", numbers)).foregroundStyle(by: color) }
    case 3: chart = Chart { PointPlot(x: .value("Energy", others), y: .value("Loudness", numbers)) }
    case 4:
      chart = Chart {
        PointPlot(x: .value("Energy", others), y: .value("Loudness", numbers)).facet(by: .value("Mood", groups))
      }
    default:
      chart = Chart {
        RectanglePlot(x: .value("A", names), y: .value("B", groups)).foregroundStyle(by: .value("Share", numbers))
      }
    }
    if next(2) == 0 { chart = chart.title(name() + " " + name()).subtitle(name()).caption(name()) }
    return chart.frame(width: Double(300 + next(600)), height: next(3) == 0 ? Double(260 + next(400)) : nil)
  }
}

extension Theme {
  /// A theme on the one font that every machine with the tests' packages has.
  static let pinned = Theme(fontFamily: "DejaVu Sans")
}
