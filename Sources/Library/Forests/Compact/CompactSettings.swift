/// How much of a forest a page carries.
public struct CompactSettings: Sendable, Equatable {
  /// No more trees than these, the first ones.
  public var treeCount: Int
  /// The most splits between the root and a leaf.
  public var maximumDepth: Int
  /// Splits that part off fewer training rows are taken back.
  public var minimumRowsInLeaf: Int
  /// How many classes a leaf keeps, the likeliest first.
  public var classesPerLeaf: Int

  /// A hundred trees of a depth of 12, whose leaves have five rows and one class.
  public init(treeCount: Int = 100, maximumDepth: Int = 12, minimumRowsInLeaf: Int = 5, classesPerLeaf: Int = 1) {
    self.treeCount = treeCount
    self.maximumDepth = maximumDepth
    self.minimumRowsInLeaf = minimumRowsInLeaf
    self.classesPerLeaf = classesPerLeaf
  }
}
