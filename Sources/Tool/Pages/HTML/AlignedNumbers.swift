/// The numbers of a column, filled up with blanks behind them so that their points stand below each other.
///
/// Numbers without a point get the room of one. A sign that ends all of them, such as `%`, stays at its place; what is no
/// plain number, such as `4×10⁻⁶`, is left as it is.
public struct AlignedNumbers: Sendable {
  /// What is missing behind a number.
  public struct Gap: Sendable, Equatable {
    /// Digits.
    public var digits: Int
    /// Whether the point is missing as well.
    public var point: Bool
  }

  /// One for each number; nil where nothing is to be added.
  public private(set) var gaps: [Gap?]

  /// - Parameter texts: the numbers as they are written; nil for missing ones.
  public init(_ texts: [String?]) {
    let fractions = texts.map { $0.flatMap(Self.fraction) }
    let longest = fractions.compactMap { $0?.digits }.max() ?? 0
    let endings = Set(fractions.compactMap { $0?.ending })
    guard longest > 0, endings.count == 1 else {
      gaps = Array(repeating: nil, count: texts.count)
      return
    }
    gaps = fractions.map { fraction in
      fraction.flatMap { $0.digits == longest ? nil : Gap(digits: longest - $0.digits, point: $0.digits == 0) }
    }
  }

  /// How many digits stand behind the point, and what stands behind them; nil for what is no plain number.
  private static func fraction(_ text: String) -> (digits: Int, ending: String)? {
    func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    var rest = Substring(text).utf8
    if rest.starts(with: "−".utf8) { rest = rest.dropFirst(3) }
    if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    let whole = rest.prefix { isDigit($0) || $0 == UInt8(ascii: ",") }
    guard !whole.isEmpty else { return nil }
    rest = rest[whole.endIndex...]
    var digits = 0
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix(while: isDigit)
      digits = fraction.count
      rest = rest[fraction.endIndex...]
    }
    let ending = String(Substring(rest))
    if ending.contains(where: { $0.isNumber || $0 == "×" || $0 == "." }) { return nil }
    return (digits, ending)
  }

  /// Blanks as wide as what is missing: U+2008 for a point, U+2007 for a digit.
  public func blanks(_ place: Int) -> String {
    gaps[place].map { ($0.point ? "\u{2008}" : "") + String(repeating: "\u{2007}", count: $0.digits) } ?? ""
  }
}
