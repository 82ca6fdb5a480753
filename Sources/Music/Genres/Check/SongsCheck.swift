public import Frames

/// What a file of songs holds, and what is wrong with it.
public struct SongsCheck: Sendable, Equatable, Codable {
  /// Something to know about the file.
  public struct Finding: Sendable, Equatable, Codable {
    public enum Severity: String, Sendable, Equatable, Codable, Comparable {
      /// The file cannot be used.
      case error
      /// Some rows are damaged or doubtful.
      case warning
      /// Good to know; nothing is wrong.
      case note

      public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
      private var rank: Int { self == .error ? 0 : self == .warning ? 1 : 2 }
    }

    public var severity: Severity
    /// A name for programs: "ragged-rows".
    public var code: String
    public var message: String
    /// What to do about it.
    public var suggestion: String?
    /// How many rows or columns it is about.
    public var count: Int
    /// The first lines of the file it is about, from 1; empty where they cannot be told.
    public var lines: [Int]
  }

  /// How many songs genres have.
  public struct GenreSizes: Sendable, Equatable, Codable {
    public var smallest: Int
    public var median: Double
    public var largest: Int
  }

  public var path: String
  /// The file's name inside an archive.
  public var member: String?
  /// On disk.
  public var bytes: Int
  public var dialect: CSVDialect
  /// As the file names them.
  public var columns: [String]
  /// True for files of the sample generator.
  public var isMadeUp = false
  /// Songs, each under one genre.
  public var rows: Int
  /// Each song counted once.
  public var songs = 0
  public var songsUnderSeveralGenres = 0
  public var genres = 0
  public var genreSizes: GenreSizes?
  /// The first and the last year of a release.
  public var years: ClosedRange<Int>?
  /// Cells without a value, by column.
  public var missing: [String: Int] = [:]
  /// Errors first.
  public var findings: [Finding] = []

  /// True when the file can be used.
  public var isUsable: Bool { !findings.contains { $0.severity == .error } }
}
