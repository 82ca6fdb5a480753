/// Which point of a matrix a run is.
public struct PointOfMatrix: Sendable, Equatable {
  /// The point's key.
  public var key: String
  /// Names of the parameters that vary. The program reads them when it starts: programs of points that differ in nothing
  /// else are one program, which is compiled once.
  public var varied: Set<String>
  /// Whether the run is the first of those that are about to be made: what it finds out is there for the others.
  public var isFirst: Bool

  /// A point with its key.
  public init(key: String, varied: Set<String>, isFirst: Bool) {
    self.key = key
    self.varied = varied
    self.isFirst = isFirst
  }
}
