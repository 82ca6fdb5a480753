public import Frames

/// A decade of release. All years before 1960 count as one, because files have too few of their songs for single
/// decades.
public struct Decade: Sendable, Hashable, Comparable, CustomStringConvertible, Codable {
  /// The decade's first year, 1950 for all before 1960.
  public let firstYear: Int

  /// The decade of a year.
  public init(year: Int) { firstYear = max(1950, year / 10 * 10) }

  /// "1990s", or "1950s and before". Labels sort like decades.
  public var label: String { firstYear == 1950 ? "1950s and before" : "\(firstYear)s" }
  /// The label.
  public var description: String { label }

  /// Earlier decades come first.
  public static func < (left: Decade, right: Decade) -> Bool { left.firstYear < right.firstYear }
}

extension Songs {
  /// The mean of each audio feature in each decade, one row each: `Decade`, `From` (its first year), `Feature`, `Mean`,
  /// `Margin` (half the width of its 95 % interval, 1.96 standard errors) and `Songs`.
  ///
  /// Rows are counted, so that a song counts once for each of its genres; use ``distinct`` to count songs. Rows without
  /// a year are left out.
  /// - Parameter minimum: decades with fewer rows are left out, because their means are too uncertain.
  public func featureMeansByDecade(atLeast minimum: Int = 30) -> DataFrame {
    let rows = rowsByDecade
    var (labels, from, names, means, margins, counts) = (
      [String](), [Int](), [String](), [Double](), [Double](), [Int]()
    )
    for feature in AudioFeature.allCases {
      let values = frame[feature.name, Double.self].doubles
      for (decade, rows) in rows where rows.count >= minimum {
        let present = rows.lazy.map { values[$0] }.filter { !$0.isNaN }
        let count = Double(present.count)
        guard count > 1 else { continue }
        let mean = present.reduce(0, +) / count
        let variance = present.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
        labels.append(decade.label)
        from.append(decade.firstYear)
        names.append(feature.name)
        means.append(mean)
        margins.append(1.96 * (variance / count).squareRoot())
        counts.append(Int(count))
      }
    }
    return DataFrame(columns: [
      Column(name: "Decade", contents: labels).eraseToAnyColumn(),
      Column(name: "From", values: from).eraseToAnyColumn(),
      Column(name: "Feature", contents: names).eraseToAnyColumn(),
      Column(name: "Mean", values: means).eraseToAnyColumn(),
      Column(name: "Margin", values: margins).eraseToAnyColumn(),
      Column(name: "Songs", values: counts).eraseToAnyColumn(),
    ])
  }

  /// The share of genres over time: for each decade and genre `Decade`, `From`, `Genre`, `Songs` and `Share` (of the
  /// decade's songs, 0 to 1).
  ///
  /// - Parameters:
  ///   - names: the genres; nil for those with the most rows that have a year.
  ///   - count: how many genres when `names` is nil.
  public func genresByDecade(_ names: [String]? = nil, top count: Int = 10) -> DataFrame {
    let rows = rowsByDecade
    let (codes, texts) = genreColumn.categories
    var totals = [Int](repeating: 0, count: texts.count)
    for (_, rows) in rows { for row in rows where codes[row] >= 0 { totals[Int(codes[row])] += 1 } }
    let chosen =
      names?.compactMap { texts.firstIndex(of: $0) }
      ?? Array(totals.indices.sorted { (-totals[$0], texts[$0]) < (-totals[$1], texts[$1]) }.prefix(count))
    var (labels, from, genres, songs, shares) = ([String](), [Int](), [String](), [Int](), [Double]())
    for (decade, rows) in rows {
      var counts = [Int](repeating: 0, count: texts.count)
      for row in rows where codes[row] >= 0 { counts[Int(codes[row])] += 1 }
      for genre in chosen {
        labels.append(decade.label)
        from.append(decade.firstYear)
        genres.append(texts[genre])
        songs.append(counts[genre])
        shares.append(Double(counts[genre]) / Double(rows.count))
      }
    }
    return DataFrame(columns: [
      Column(name: "Decade", contents: labels).eraseToAnyColumn(),
      Column(name: "From", values: from).eraseToAnyColumn(),
      Column(name: "Genre", contents: genres).eraseToAnyColumn(),
      Column(name: "Songs", values: songs).eraseToAnyColumn(),
      Column(name: "Share", values: shares).eraseToAnyColumn(),
    ])
  }

  /// The indices of rows with a year by decade, in order of decades.
  private var rowsByDecade: [(Decade, [Int])] {
    let years = frame["Year", Int.self]
    var rows: [Decade: [Int]] = [:]
    for (row, year) in years.enumerated() { if let year { rows[Decade(year: year), default: []].append(row) } }
    return rows.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
