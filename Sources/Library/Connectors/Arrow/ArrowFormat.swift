import CArrow

extension ArrowField {
  /// A field as Arrow's C interface describes it, by a short text.
  init(_ schema: ArrowSchema, depth: Int = 0) throws(TableReadingError) {
    guard depth < 64, schema.n_children >= 0, schema.n_children < 1 << 20, let format = schema.format else {
      throw .damaged("The columns are nested too deeply.")
    }
    name = schema.name.map { String(cString: $0) } ?? ""
    kind = Self.kind(format: String(cString: format))
    children = []
    for number in 0..<Int(schema.n_children) {
      guard let child = schema.children?[number]?.pointee else { throw .damaged("A column is not there.") }
      children.append(try ArrowField(child, depth: depth + 1))
    }
  }

  private static func kind(format: String) -> Kind {
    let parts = format.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let argument = parts.count > 1 ? parts[1] : ""
    func unit(_ letter: Character?) -> TimeUnit {
      switch letter {
      case "s": .seconds
      case "m": .milliseconds
      case "u": .microseconds
      default: .nanoseconds
      }
    }
    switch parts[0] {
    case "n": return .nothing
    case "b": return .boolean
    case "c", "s", "i", "l": return .integer(bytes: size(parts[0]), isSigned: true)
    case "C", "S", "I", "L": return .integer(bytes: size(parts[0]), isSigned: false)
    case "e": return .half
    case "f": return .single
    case "g": return .double
    case "u", "z": return .text(offsetBytes: 4)
    case "U", "Z": return .text(offsetBytes: 8)
    case "vu", "vz": return .textViews
    case "w":
      guard let width = Int(argument), (1...1 << 20).contains(width) else { return .unknown("values of a size") }
      return .fixedBytes(width)
    case "d":
      let numbers = argument.split(separator: ",").compactMap { Int($0) }
      guard numbers.count >= 2 else { return .unknown("decimal numbers") }
      let bits = numbers.count > 2 ? numbers[2] : 128
      guard [32, 64, 128, 256].contains(bits), (-400...400).contains(numbers[1]) else {
        return .unknown("decimal numbers of \(bits) bits")
      }
      return .decimal(bytes: bits / 8, scale: numbers[1])
    case "tdD": return .date(inMilliseconds: false)
    case "tdm": return .date(inMilliseconds: true)
    case "tts", "ttm": return .time(unit(parts[0].last), bytes: 4)
    case "ttu", "ttn": return .time(unit(parts[0].last), bytes: 8)
    case "tss", "tsm", "tsu", "tsn": return .moment(unit(parts[0].last), isUTC: !argument.isEmpty)
    case "tDs", "tDm", "tDu", "tDn": return .duration(unit(parts[0].last))
    case "+s": return .structure
    case "+l", "+m": return .list(offsetBytes: 4)
    case "+L": return .list(offsetBytes: 8)
    default: return .unknown("values of the format \"\(format)\"")
    }
  }

  private static func size(_ letter: Substring) -> Int {
    switch letter.lowercased() {
    case "c": 1
    case "s": 2
    case "i": 4
    default: 8
    }
  }
}
