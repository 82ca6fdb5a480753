/// Many runs of one analysis that differ in the values of some parameters: `matrix.json`, "songbook-matrix/1".
///
/// The points are all combinations of the values, the last parameter changing fastest. Order and keys depend on the
/// axes alone, so that machines that know nothing of each other divide the points between them.
public struct Matrix: Codable, Sendable, Equatable {
  /// A parameter with the values that it takes.
  public struct Axis: Codable, Sendable, Equatable {
    /// The parameter's name.
    public var name: String
    /// The values in order, as Swift literals.
    public var values: [String]

    /// A parameter with its values.
    public init(name: String, values: [String]) {
      self.name = name
      self.values = values
    }
  }

  /// One combination of values.
  public struct Point: Codable, Sendable, Equatable {
    /// What the point is called wherever it is told apart from others, and the name of its folder: `seed=1,trees=100`.
    public var key: String
    /// Its value of each axis, in the order of the axes, as Swift literals.
    public var values: [String]

    /// A combination of values with its key.
    public init(key: String, values: [String]) {
      self.key = key
      self.values = values
    }
  }

  /// The most points that a matrix can have.
  public static let mostPoints = 10_000

  /// The name and version of the manifest's format.
  public var schema = "songbook-matrix/1"
  /// The name of the analysis.
  public var analysis: String
  /// The title of the analysis.
  public var title: String
  /// The path that the analysis was read from.
  public var path: String
  /// What varies.
  public var axes: [Axis]
  /// The values of parameters that are the same at all points and not the script's, as Swift literals by name.
  public var fixed: [String: String]
  /// All combinations, in their order.
  public var points: [Point]

  /// The matrix of some axes.
  public init(analysis: String, title: String, path: String, axes: [Axis], fixed: [String: String] = [:]) {
    self.analysis = analysis
    self.title = title
    self.path = path
    self.axes = axes
    self.fixed = fixed
    let combinations = axes.reduce([[]]) { combinations, axis in
      combinations.flatMap { begun in axis.values.map { begun + [$0] } }
    }
    points = combinations.map { values in
      Point(key: PointKey.text(zip(axes, values).map { ($0.name, $1) }), values: values)
    }
  }

  /// Which of an axis's values a point has, from 0.
  public func place(of point: Point, on axis: Int) -> Int { axes[axis].values.firstIndex(of: point.values[axis]) ?? 0 }

  /// Whether a run was made with the values of a point.
  func isRun(_ run: RunSummary, of point: Point) -> Bool {
    let values = Dictionary(run.parameters.map { ($0.name, Matrix.plain($0.value)) }, uniquingKeysWith: { $1 })
    return zip(axes, point.values).allSatisfy { values[$0.name] == $1 }
      && fixed.allSatisfy { values[$0.key] == $0.value }
  }

  /// A literal on one line.
  package static func plain(_ literal: String) -> String { literal.filter { $0 != "\n" } }

  /// A literal as people read it: texts without their quotes and lists without brackets, where these are not needed.
  public static func shown(_ literal: String) -> String {
    func plain(_ text: some StringProtocol) -> String? {
      guard text.utf8.count > 2, text.hasPrefix("\""), text.hasSuffix("\"") else {
        return text.contains("\"") || text.isEmpty ? nil : String(text)
      }
      let inner = text.dropFirst().dropLast()
      return inner.contains { $0 == "\\" || $0 == "\"" || $0 == "," || $0.isWhitespace } ? nil : String(inner)
    }
    guard literal.hasPrefix("["), literal.hasSuffix("]") else { return plain(literal) ?? literal }
    let elements = literal.dropFirst().dropLast().split(separator: ", ", omittingEmptySubsequences: false).map(plain)
    return elements.contains(nil) ? literal : elements.compactMap(\.self).joined(separator: ", ")
  }
}

/// The key of a point: the names and values that it has, as far as they can be the name of a folder.
enum PointKey {
  private static let longest = 120

  static func text(_ values: [(name: String, value: String)]) -> String {
    let plain = values.map { "\($0.name)=\(written($0.value))" }.joined(separator: ",")
    let safe = String(String.UnicodeScalarView(plain.unicodeScalars.map { isSafe($0) ? $0 : "_" }))
    if safe == plain, safe.utf8.count <= longest { return safe }
    // What was replaced or cut is told apart by a checksum (FNV-1a).
    let sum = plain.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    let digits = String(sum, radix: 16)
    return safe.prefix(longest - 17) + "-" + String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "=", ",", ".", "+", "-", "_": true
    default: false
    }
  }

  /// A literal without quotes, a list with a plus between its elements, where nothing else could be written so.
  private static func written(_ literal: String) -> String {
    func inner(_ text: some StringProtocol) -> String? {
      let isText = text.utf8.count > 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
      let inner = isText ? String(text.dropFirst().dropLast()) : String(text)
      let isPlain = inner.unicodeScalars.allSatisfy { isSafe($0) && !["=", ",", "+"].contains($0) }
      return isPlain && !inner.isEmpty ? inner : nil
    }
    guard literal.hasPrefix("["), literal.hasSuffix("]") else { return inner(literal) ?? literal }
    let elements = literal.dropFirst().dropLast().split(separator: ", ", omittingEmptySubsequences: false).map(inner)
    return elements.contains(nil) ? literal : elements.compactMap(\.self).joined(separator: "+")
  }
}
