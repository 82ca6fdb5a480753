/// An ICC profile of the colours that drawings are written in, for files that have to say what red, green and blue are
/// (ICC.1:2010, version 4.2).
enum ColorProfile {
  /// IEC 61966-2-1, which screens have by default.
  static let sRGB: [UInt8] = {
    let curve = parametric([2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045])
    // Adapted to D50, the white of profiles.
    return profile([
      ("desc", text("sRGB")), ("cprt", text("Public domain")), ("wtpt", point(white)),
      ("chad", numbers("sf32", adaptation)), ("rXYZ", point([0.436066, 0.222488, 0.013916])),
      ("gXYZ", point([0.385147, 0.716873, 0.097076])), ("bXYZ", point([0.143066, 0.060608, 0.714096])),
      ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
    ])
  }()

  private static let white = [0.964203, 1, 0.824905]
  private static let adaptation = [
    1.047882, 0.022919, -0.050201, 0.029587, 0.990479, -0.017059, -0.009232, 0.015076, 0.751678,
  ]

  private static func profile(_ tags: [(name: String, content: [UInt8])]) -> [UInt8] {
    var table = number(tags.count)
    var contents: [UInt8] = []
    var places: [[UInt8]: Int] = [:]
    let start = 128 + 4 + 12 * tags.count
    for (name, content) in tags {
      // Equal contents stand in the file once.
      let place = places[content] ?? start + contents.count
      if places[content] == nil {
        places[content] = place
        contents += content + [UInt8](repeating: 0, count: -content.count & 3)
      }
      table += Array(name.utf8) + number(place) + number(content.count)
    }
    var header = number(start + contents.count) + number(0) + number(0x0420_0000) + Array("mntrRGB XYZ ".utf8)
    // A date, without which the profile is none; the signature; and much that is left open.
    header += [2000, 1, 1, 0, 0, 0].flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] } + Array("acsp".utf8)
    header += [UInt8](repeating: 0, count: 28) + white.flatMap(fixed)
    header += [UInt8](repeating: 0, count: 128 - header.count)
    return header + table + contents
  }

  private static func number(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// In 65,536ths.
  private static func fixed(_ value: Double) -> [UInt8] { number(Int((value * 65_536).rounded())) }

  private static func numbers(_ type: String, _ values: [Double]) -> [UInt8] {
    Array(type.utf8) + number(0) + values.flatMap(fixed)
  }

  private static func point(_ values: [Double]) -> [UInt8] { numbers("XYZ ", values) }

  /// A power with a straight beginning.
  private static func parametric(_ values: [Double]) -> [UInt8] {
    Array("para".utf8) + number(0) + number(3 << 16) + values.flatMap(fixed)
  }

  private static func text(_ text: String) -> [UInt8] {
    let units = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    return Array("mluc".utf8) + number(0) + number(1) + number(12) + Array("enUS".utf8) + number(units.count)
      + number(28) + units
  }
}
