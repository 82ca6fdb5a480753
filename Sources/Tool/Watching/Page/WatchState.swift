import FoundationEssentials

/// What an open page is sent while its analysis is watched.
public struct WatchState: Codable, Sendable, Equatable {
  /// How far the run after the last save is.
  public enum Phase: String, Codable, Sendable {
    /// It is under way.
    case running
    /// It is over, and the report shows it.
    case done
    /// It could not start, and there is no report about it; ``WatchState/message`` says why.
    case refused
    /// The analysis is not watched any more.
    case ended
  }

  /// How far the run is.
  public var phase: Phase
  /// Identifies the report that is served; a page of another revision is out of date.
  public var revision: String
  /// The cell that runs, or how the run ended.
  public var message: String
  /// How much of the run is done, 0...1; nil when that is not known.
  public var share: Double?
  /// The last lines that the running cell has printed; nil where it has printed nothing.
  public var printed: String?
  /// Whether something went wrong.
  public var isBad = false
  /// The id of the page's element that shows what went wrong.
  public var target: String?

  /// A state with its message.
  public init(phase: Phase, revision: String, message: String) {
    self.phase = phase
    self.revision = revision
    self.message = message
  }

  /// One line of JSON, as `watch.js` reads it.
  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
