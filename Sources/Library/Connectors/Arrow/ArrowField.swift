/// A field of an Arrow schema.
struct ArrowField {
  /// How the values of a field lie in memory, and what they mean.
  enum Kind: Equatable {
    case nothing
    case integer(bytes: Int, isSigned: Bool)
    case half, single, double
    case boolean
    case decimal(bytes: Int, scale: Int)
    /// Days, in four bytes, or milliseconds, in eight.
    case date(inMilliseconds: Bool)
    case time(TimeUnit, bytes: Int)
    case moment(TimeUnit, isUTC: Bool)
    case duration(TimeUnit)
    /// Texts with their ends in four bytes or in eight.
    case text(offsetBytes: Int)
    /// Texts of which the short ones stand where they are named.
    case textViews
    case fixedBytes(Int)
    case structure
    /// With its ends in four bytes or in eight.
    case list(offsetBytes: Int)
    case fixedList
    /// Of a kind that is not read; what lies where is not known.
    case unknown(String)
  }

  var name: String
  var kind: Kind
  var children: [ArrowField]
  /// The number of the dictionary, and how the numbers of values in it are stored.
  var dictionary: (id: Int, bytes: Int, isSigned: Bool)?

  /// - Parameter room: how many fields there may be yet. In a forged file one may be the child of many.
  init(_ table: FlatTable, depth: Int = 0, room: inout Int) throws(TableReadingError) {
    room -= 1
    guard depth < 64, room >= 0 else { throw .damaged("The columns are nested too deeply.") }
    name = try table.text(0) ?? ""
    kind = try ArrowField.kind(try table.number(2, UInt8.self), try table.table(3))
    children = []
    for child in try table.tables(5) { children.append(try ArrowField(child, depth: depth + 1, room: &room)) }
    if let coding = try table.table(4) {
      let index = try coding.table(1)
      let bits = Int(try index?.number(0, Int32.self, default: 32) ?? 32)
      guard [8, 16, 32, 64].contains(bits) else { throw .damaged("The numbers of a dictionary have \(bits) bits.") }
      dictionary = (
        Int(try coding.number(0, Int64.self)), bits / 8,
        try index.map { (index) throws(TableReadingError) in try index.boolean(1) } ?? true
      )
    }
  }

  private static func kind(_ type: UInt8, _ details: FlatTable?) throws(TableReadingError) -> Kind {
    func number(_ field: Int, default value: Int) throws(TableReadingError) -> Int {
      guard let details else { return value }
      return Int(try details.number(field, Int32.self, default: Int32(value)))
    }
    func unit(_ number: Int) -> TimeUnit {
      [.seconds, .milliseconds, .microseconds, .nanoseconds][max(0, min(3, number))]
    }
    func unit(default value: Int16) throws(TableReadingError) -> TimeUnit {
      unit(Int(try details?.number(0, Int16.self, default: value) ?? value))
    }
    switch type {
    case 1: return .nothing
    case 2:
      let bits = try number(0, default: 0)
      guard [8, 16, 32, 64].contains(bits) else { throw .damaged("Whole numbers have \(bits) bits.") }
      return .integer(bytes: bits / 8, isSigned: try details?.boolean(1) ?? false)
    case 3:
      switch try details?.number(0, Int16.self) ?? 0 {
      case 0: return .half
      case 1: return .single
      default: return .double
      }
    case 4, 5: return .text(offsetBytes: 4)
    case 6: return .boolean
    case 7:
      let (scale, bits) = (try number(1, default: 0), try number(2, default: 128))
      guard [32, 64, 128, 256].contains(bits), (-400...400).contains(scale) else {
        throw .damaged("Decimal numbers have \(bits) bits.")
      }
      return .decimal(bytes: bits / 8, scale: scale)
    case 8: return .date(inMilliseconds: try details?.number(0, Int16.self, default: 1) ?? 1 == 1)
    case 9:
      let bits = try number(1, default: 32)
      guard bits == 32 || bits == 64 else { throw .damaged("Times have \(bits) bits.") }
      return .time(try unit(default: 1), bytes: bits / 8)
    case 10:
      // A moment where a zone is told, whichever: what is stored is UTC then.
      return .moment(try unit(default: 0), isUTC: !(try details?.text(1) ?? "").isEmpty)
    case 12, 17: return .list(offsetBytes: 4)
    case 13: return .structure
    case 15:
      let width = try number(0, default: 0)
      guard (1...1 << 20).contains(width) else { throw .damaged("Values have \(width) bytes.") }
      return .fixedBytes(width)
    case 16: return .fixedList
    case 18: return .duration(try unit(default: 1))
    case 19, 20: return .text(offsetBytes: 8)
    case 21: return .list(offsetBytes: 8)
    case 23, 24: return .textViews
    case 11: return .unknown("intervals")
    case 14: return .unknown("values of several types")
    default: return .unknown("values of kind \(type)")
    }
  }

  /// Whether it is a column, or holds columns.
  var cell: CellKind? {
    switch kind {
    case .integer: .integer
    case .half, .single, .double, .duration: .double
    case .decimal(let bytes, let scale): scale == 0 && bytes <= 8 ? .integer : .double
    case .boolean: .boolean
    case .date: .date
    case .nothing, .time, .moment, .text, .textViews, .fixedBytes: .text
    case .structure, .list, .fixedList, .unknown: nil
    }
  }

  /// Whether the cells of text are times.
  var areTimes: Bool {
    switch kind {
    case .moment, .time: true
    default: false
    }
  }

  /// Whether they are moments.
  var areMoments: Bool {
    switch kind {
    case .moment: true
    default: false
    }
  }

  /// How many buffers its values have, besides those of its children and the further ones of views.
  var bufferCount: Int {
    switch kind {
    case .nothing, .unknown: 0
    case .structure, .fixedList: 1
    case .integer, .half, .single, .double, .boolean, .decimal, .date, .time, .moment, .duration, .fixedBytes: 2
    case .list, .textViews: 2
    case .text: 3
    }
  }
}
