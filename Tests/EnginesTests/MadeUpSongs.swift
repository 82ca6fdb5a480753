import Frames

/// Rows with all that makes statistics differ: missing values, zeros, ties, whole numbers, names that need quoting.
enum MadeUpSongs {
  static func frame(rows: Int = 3000) -> DataFrame {
    var state: UInt64 = 42
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }
    var columns: [String: [Double]] = [:]
    let names = ["Energy", "Loudness", "Instrumentalness", "it's \"odd\" `\\ name", "Sparse", "Constant"]
    for _ in 0..<rows {
      let energy = random()
      let values = [
        energy, -60 + 55 * energy.squareRoot() + 8 * random() - 1.1, random() < 0.4 ? 0 : random() * random(),
        (random() * 40).rounded() / 8, random() < 0.3 ? .nan : random() * 1e6 - 3e5, 7.25,
      ]
      for (name, value) in zip(names, values) { columns[name, default: []].append(value) }
    }
    let genres = (0..<rows).map { row -> String? in
      let pick = Int(random() * random() * 14)
      return row % 17 == 3
        ? nil : ["rap", "pop", "d'n'b", "Ñu rock", "straße", "жанр"][pick % 6] + (pick > 5 ? " \(pick)" : "")
    }
    let years = (0..<rows).map { row -> Int? in row % 29 == 5 ? nil : 1960 + Int(random() * 60) }
    var frame = DataFrame(columns: names.map { .double(Column(name: $0, doubles: columns[$0]!)) })
    frame.append(column: Column(name: "Genre", contents: genres))
    frame.append(column: Column(name: "Year", contents: years))
    frame.append(column: Column(name: "Tracks", contents: (0..<rows).map { _ in Int(random() * 20) }))
    return frame
  }
}
