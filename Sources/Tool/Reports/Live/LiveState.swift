/// What a page that is open in a browser is told while its analysis is watched.
public struct LiveState: Codable, Sendable, Equatable {
  public enum Phase: String, Codable, Sendable {
    case running
    /// The report shows what the last save came to.
    case done
    /// The last save came to no report: ``words`` tell why.
    case refused
    /// Nobody watches any more.
    case ended
  }

  public var phase: Phase
  /// Names the report that there is; a page of another revision is out of date.
  public var revision: String
  /// The cell that runs; how the run ended.
  public var words: String
  /// How far the run is, 0...1; nil when that is not known.
  public var share: Double?
  /// Whether something went wrong.
  public var isBad = false
  /// The identifier of the element that tells what.
  public var target: String?

  public init(phase: Phase, revision: String, words: String) {
    self.phase = phase
    self.revision = revision
    self.words = words
  }
}
