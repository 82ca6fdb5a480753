public import Frames
import Statistics

extension Songs {
  /// Cleans a table that has all columns of a songs file.
  init(table: DataFrame, columns names: SongColumns, report: CSVReadingReport?, path: String?) {
    let artists = table["Artists", String.self]
    let releases = table["Release", String.self]
    let features = EngineeredFeature.allCases.map { feature -> () -> [AnyColumn] in
      { [feature.column(from: table).eraseToAnyColumn()] }
    }
    let work: [() -> [AnyColumn]] =
      [
        { [artists.mapDistinct { ArtistNames.listed(in: $0).joined(separator: ", ") }.eraseToAnyColumn()] },
        { [artists.mapDistinct { ArtistNames.listed(in: $0).first }.renamed("Artist").eraseToAnyColumn()] },
        {
          [
            table["Genre", String.self].mapDistinct(Self.genre).eraseToAnyColumn(),
            releases.mapDistinct { Release($0).year }.renamed("Year").eraseToAnyColumn(),
            releases.mapDistinct { Release($0).year.map { Decade(year: $0).label } }.renamed("Decade")
              .eraseToAnyColumn(),
          ]
        },
      ] + features
    let made = Parallel.map(work.count) { work[$0]() }
    let (genre, year, decade) = (made[2][0], made[2][1], made[2][2])
    let columns =
      [table["Name"], made[0][0], made[1][0], genre, releases.eraseToAnyColumn(), year, decade]
      + AudioFeature.names.map { table[$0] } + made.dropFirst(3).flatMap { $0 }
    let own = Set(columns.map(\.name))
    frame = DataFrame(columns: columns + table.columns.filter { !own.contains($0.name) })
    self.columns = names
    self.path = path
    readingReport = report
    self.table = table
  }

  static func genre(_ cell: String) -> String? {
    let cleaned = GenreName.cleaned(cell)
    return cleaned.isEmpty ? nil : cleaned
  }
}

extension EngineeredFeature {
  /// The feature of every row of a table, missing where a factor is missing.
  /// - Parameter table: has the nine audio features as columns of `Double`.
  public func column(from table: DataFrame) -> Column<Double> {
    func feature(_ feature: AudioFeature) -> Column<Double> { table[feature.name, Double.self] }
    let column =
      switch self {
      case .energyDanceability: feature(.energy) * feature(.danceability)
      case .loudnessEnergy: feature(.loudness) * feature(.energy)
      case .acousticnessInstrumentalness: feature(.acousticness) * feature(.instrumentalness)
      case .valenceDanceability: feature(.valence) * feature(.danceability)
      case .energySquared: feature(.energy) * feature(.energy)
      case .relativeTempo: feature(.tempo) / 250
      }
    return column.renamed(name)
  }
}

/// A cell of `Release`: when a song came out.
enum Release: Sendable, Equatable {
  /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  case date(CalendarDate)
  /// The cell is empty.
  case missing
  /// The cell is not a date, or a date at which no music was released: "0000", "1999-13", "soon".
  case nonsense

  /// Sound has been recorded since 1860 (Scott de Martinville's "Au clair de la lune").
  static let years = 1860...2099

  init(_ text: String?) {
    let trimmed = GenreName.cleaned(text ?? "")
    if trimmed.isEmpty {
      self = .missing
    } else if let date = CalendarDate(trimmed), Self.years.contains(date.year) {
      self = .date(date)
    } else {
      self = .nonsense
    }
  }

  var year: Int? { if case .date(let date) = self { date.year } else { nil } }
}
