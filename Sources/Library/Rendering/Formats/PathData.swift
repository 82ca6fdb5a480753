/// The `d` attribute of a path, as short as it may be: steps in tenths of a point from place to place.
struct PathData {
  private(set) var bytes: [UInt8] = []
  private var x = 0
  private var y = 0
  private var startX = 0
  private var startY = 0
  /// The letter that numbers which follow belong to.
  private var command: UInt8 = 0

  mutating func append(_ outline: SceneShape.Outline) {
    switch outline {
    case .rect(let rect, let radius) where radius > 0.1:
      append(rounded: rect, min(radius, rect.width / 2, rect.height / 2))
    case .rect(let rect, _):
      move(Self.tenths(rect.minX), Self.tenths(rect.minY))
      // Edges stay where they are: sides are the differences of rounded places.
      let (right, bottom, left) = (Self.tenths(rect.maxX), Self.tenths(rect.maxY), x)
      write("h", [right - left])
      write("v", [bottom - y])
      write("h", [left - right])
      close()
    case .circle(let center, let radius):
      var path = Path()
      path.addCircle(center: center, radius: radius)
      append(path)
    case .path(let path): append(path)
    }
  }

  private mutating func append(rounded rect: Rect, _ radius: Double) {
    let r = Self.tenths(radius)
    let (left, top) = (Self.tenths(rect.minX), Self.tenths(rect.minY))
    let (width, height) = (Self.tenths(rect.maxX) - left - 2 * r, Self.tenths(rect.maxY) - top - 2 * r)
    move(left + r, top)
    write("h", [width])
    corner(r, r, r)
    write("v", [height])
    corner(r, -r, r)
    write("h", [-width])
    corner(r, -r, -r)
    write("v", [-height])
    corner(r, r, -r)
    close()
  }

  private mutating func corner(_ radius: Int, _ dx: Int, _ dy: Int) {
    // A quarter turn to the right; flags are numbers without a fraction.
    write("a", [radius, radius, 0, 0, 10, dx, dy])
  }

  private mutating func append(_ path: Path) {
    for element in path.elements {
      switch element {
      case .move(let point): move(Self.tenths(point.x), Self.tenths(point.y))
      case .line(let point):
        let (dx, dy) = (Self.tenths(point.x) - x, Self.tenths(point.y) - y)
        if dx == 0, dy == 0 { continue }
        if dy == 0 { write("h", [dx]) } else if dx == 0 { write("v", [dy]) } else { write("l", [dx, dy]) }
        (x, y) = (x + dx, y + dy)
      case .curve(let end, let control1, let control2):
        let places = [control1, control2, end].flatMap { [Self.tenths($0.x) - x, Self.tenths($0.y) - y] }
        write("c", places)
        (x, y) = (x + places[4], y + places[5])
      case .close: close()
      }
    }
  }

  private mutating func move(_ newX: Int, _ newY: Int) {
    write("M", [newX, newY])
    (x, y, startX, startY) = (newX, newY, newX, newY)
  }

  private mutating func close() {
    bytes.append(UInt8(ascii: "z"))
    command = 0
    (x, y) = (startX, startY)
  }

  private mutating func write(_ letter: Unicode.Scalar, _ numbers: [Int]) {
    let letter = UInt8(ascii: letter)
    // A second pair of numbers behind M would be a line.
    let repeats = letter == command && letter != UInt8(ascii: "M")
    if !repeats { bytes.append(letter) }
    command = letter
    for (index, number) in numbers.enumerated() {
      if number >= 0, index > 0 || repeats { bytes.append(UInt8(ascii: " ")) }
      Self.append(number, to: &bytes)
    }
  }

  static func tenths(_ length: Double) -> Int {
    Int((min(max(length.isFinite ? length : 0, -1e8), 1e8) * 10).rounded())
  }

  static func append(_ tenths: Int, to bytes: inout [UInt8]) {
    if tenths < 0 { bytes.append(UInt8(ascii: "-")) }
    let (whole, part) = (abs(tenths) / 10, abs(tenths) % 10)
    if whole > 0 || part == 0 { bytes.append(contentsOf: String(whole).utf8) }
    guard part > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    bytes.append(UInt8(48 + part))
  }
}

extension SVGBuffer {
  /// A length with one decimal.
  mutating func append(tenths length: Double) {
    PathData.append(PathData.tenths(length), to: &bytes)
  }
}
