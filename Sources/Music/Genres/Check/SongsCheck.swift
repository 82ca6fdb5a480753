public import Frames

/// What a songs file holds, and which problems it has.
public struct SongsCheck: Sendable, Equatable, Codable {
  /// Something to know about the file.
  public struct Finding: Sendable, Equatable, Codable {
    /// How serious a finding is; errors sort first.
    public enum Severity: String, Sendable, Equatable, Codable, Comparable {
      /// The file cannot be used.
      case error
      /// Some rows are damaged or doubtful.
      case warning
      /// Information; no problem.
      case note

      /// Errors before warnings before notes.
      public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
      private var rank: Int { self == .error ? 0 : self == .warning ? 1 : 2 }
    }

    /// How serious it is.
    public var severity: Severity
    /// A stable name for programs: "short-rows".
    public var code: String
    /// A sentence for readers.
    public var message: String
    /// What to do about it; nil when there is nothing to do.
    public var suggestion: String?
    /// The number of rows or columns concerned.
    public var count: Int
    /// The first lines concerned, counted from 1; empty where lines are unknown.
    public var lines: [Int]
  }

  /// How many rows the genres have.
  public struct GenreSizes: Sendable, Equatable, Codable {
    /// The rows of the smallest genre.
    public var smallest: Int
    /// The median over all genres.
    public var median: Double
    /// The rows of the largest genre.
    public var largest: Int
  }

  /// The file.
  public var path: String
  /// The file's name inside an archive.
  public var member: String?
  /// The size on disk, in bytes.
  public var bytes: Int
  /// How the file is written.
  public var dialect: CSVDialect
  /// The names of the columns as the file has them.
  public var columns: [String]
  /// Whether the songs were made by ``SampleGenerator``.
  public var isMadeUp = false
  /// The number of rows, each a song under one genre.
  public var rows: Int
  /// The number of different songs.
  public var songs = 0
  /// The number of songs with rows under more than one genre.
  public var songsUnderSeveralGenres = 0
  /// The number of genres.
  public var genres = 0
  /// How many rows the genres have; nil when there are none.
  public var genreSizes: GenreSizes?
  /// The first and the last year of release; nil when no row has one.
  public var years: ClosedRange<Int>?
  /// The number of missing values by column; columns without any are left out.
  public var missing: [String: Int] = [:]
  /// The findings, errors first.
  public var findings: [Finding] = []

  /// Whether analyses can use the file: no finding is an error.
  public var isUsable: Bool { !findings.contains { $0.severity == .error } }
}
