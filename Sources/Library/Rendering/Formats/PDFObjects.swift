/// The objects of a PDF file that Cairo wrote, to be changed and written again in fewer bytes.
///
/// Cairo 1.16 writes each object as text of its own; since PDF 1.5 all that are no streams may share one that is packed
/// (ISO 32000-1, 7.5.7), which makes the file of a chart a sixth smaller.
struct PDFObjects {
  /// A numbered object.
  struct Object {
    var number: Int
    /// The value as text; of a stream the dictionary that describes it, without its length.
    var text: String
    /// The bytes of a stream, as packed as they are; nil where there is none.
    var stream: [UInt8]?
  }

  /// By ascending number.
  var objects: [Object] = []
  private let root: Int
  private let info: Int
  /// One more than the highest number.
  private var size: Int
  /// The comment below the version, which says that the file is no text.
  private let comment: ArraySlice<UInt8>

  /// Nil where the file is not built as Cairo builds it.
  init?(_ file: [UInt8]) {
    guard let trailer = Trailer(file), let lineEnd = file.firstIndex(of: 10),
      let secondEnd = file[(lineEnd + 1)...].firstIndex(of: 10)
    else { return nil }
    (root, info, size) = (trailer.root, trailer.info, trailer.size)
    comment = file[(lineEnd + 1)...secondEnd]
    let starts = trailer.offsets.sorted { $0.offset < $1.offset }
    var lengths: [Int: Int] = [:]
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1].offset : trailer.table
      guard start.offset < end, end <= file.count,
        let object = Self.object(start.number, file[start.offset..<end])
      else { return nil }
      if let length = Int(object.text) { lengths[start.number] = length }
      objects.append(object)
    }
    // A stream's length is an object of its own, as Cairo learns it last. It is known now.
    var used: Set<Int> = []
    for index in objects.indices {
      guard let stream = objects[index].stream else { continue }
      guard let length = Self.takeLength(from: &objects[index].text, lengths, &used), length <= stream.count else {
        return nil
      }
      objects[index].stream = Array(stream[..<length])
    }
    objects.removeAll { used.contains($0.number) }
    objects.sort { $0.number < $1.number }
  }

  /// The objects of a file from one number's line to before the next.
  private static func object(_ number: Int, _ bytes: ArraySlice<UInt8>) -> Object? {
    let head = Array("\(number) 0 obj\n".utf8)
    guard bytes.starts(with: head), let tail = bytes.lastRange(of: "endobj") else { return nil }
    let body = bytes[(bytes.startIndex + head.count)..<tail.lowerBound]
    if let close = body.lastRange(of: "\nendstream\n"), close.upperBound == body.endIndex,
      let open = body.firstRange(of: ">>\nstream\n")
    {
      return Object(
        number: number, text: String(decoding: body[..<(open.lowerBound + 2)], as: UTF8.self),
        stream: Array(body[open.upperBound..<close.upperBound]))
    }
    let text = String(decoding: body, as: UTF8.self)
    return Object(number: number, text: text.trimmingSpaces)
  }

  /// The value of `/Length`, which is taken out of a dictionary.
  private static func takeLength(
    from dictionary: inout String, _ lengths: [Int: Int], _ used: inout Set<Int>
  ) -> Int? {
    guard let name = dictionary.firstRange(of: "/Length "),
      let end = dictionary[name.upperBound...].firstIndex(where: { "\n/>".contains($0) })
    else { return nil }
    let value = dictionary[name.upperBound..<end].split(separator: " ")
    dictionary.removeSubrange(name.lowerBound..<end)
    guard let number = value.first.flatMap({ Int($0) }) else { return nil }
    if value.count == 1 { return number }
    used.insert(number)
    return lengths[number]
  }

  /// Where the objects are, by a plain cross-reference table.
  private struct Trailer {
    var size = 0
    var root = 0
    var info = 0
    /// Where the table begins.
    var table = 0
    var offsets: [(number: Int, offset: Int)] = []

    init?(_ file: [UInt8]) {
      let end = String(decoding: file[max(0, file.count - 1024)...], as: UTF8.self)
      let tokens = end.split { " \n\r<>".contains($0) }.map(String.init)
      func number(after name: String) -> Int? {
        tokens.lastIndex(of: name).flatMap { $0 + 1 < tokens.count ? Int(tokens[$0 + 1]) : nil }
      }
      guard tokens.contains("trailer"), let size = number(after: "/Size"), let root = number(after: "/Root"),
        let info = number(after: "/Info"), let table = number(after: "startxref"), table > 0
      else { return nil }
      (self.size, self.root, self.info, self.table) = (size, root, info, table)
      let heading = Array("xref\n0 \(size)\n".utf8)
      guard table + heading.count + 20 * size <= file.count, file[table...].starts(with: heading) else { return nil }
      for number in 0..<size {
        let line = file[(table + heading.count + 20 * number)...].prefix(20)
        guard line.dropFirst(17).first == UInt8(ascii: "n") else { continue }
        guard let offset = Int(String(decoding: line.prefix(10), as: UTF8.self)) else { return nil }
        offsets.append((number, offset))
      }
    }
  }
}

extension PDFObjects {
  /// Adds entries to a dictionary that is no stream.
  /// - Returns: Whether there is one that fits.
  mutating func add(_ entries: String, where fits: (Object) -> Bool) -> Bool {
    guard let index = objects.firstIndex(where: { $0.stream == nil && $0.text.hasSuffix(">>") && fits($0) }) else {
      return false
    }
    objects[index].text = objects[index].text.dropLast(2) + entries + ">>"
    return true
  }

  /// Adds a stream.
  /// - Returns: its number.
  mutating func append(_ dictionary: String, _ stream: [UInt8]) -> Int {
    objects.append(Object(number: size, text: dictionary, stream: stream))
    size += 1
    return size - 1
  }

  /// Gives the dates of the information dictionary their form, which Cairo 1.16 leaves incomplete.
  /// - Returns: the producer that it names; nil where there is none.
  mutating func settleInformation() -> String? {
    guard let index = objects.firstIndex(where: { $0.number == info && $0.stream == nil }) else { return nil }
    let text = objects[index].text
    objects[index].text = text.replacing("Date (", with: "Date (D:").replacing("(D:D:", with: "(D:")
    let opening = "/Producer (", closing = ")\n"
    guard let start = text.firstRange(of: opening)?.upperBound,
      let end = text[start...].firstRange(of: closing)?.lowerBound
    else { return nil }
    return String(text[start..<end])
  }

  /// Names the file by what is in it.
  private var identifier: String {
    var sums: (UInt64, UInt64) = (0xcbf2_9ce4_8422_2325, 0x8422_2325_cbf2_9ce4)
    func add(_ byte: UInt8) {
      sums.0 = (sums.0 ^ UInt64(byte)) &* 0x100_0000_01b3
      sums.1 = (sums.1 ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    for object in objects {
      for byte in object.text.utf8 { add(byte) }
      for byte in object.stream ?? [] { add(byte) }
    }
    return [sums.0, sums.1].map { sum in
      let digits = String(sum, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// Whether an object is the one that the others hang on.
  func isRoot(_ object: Object) -> Bool { object.number == root }

  /// The file.
  func written() -> [UInt8] {
    var file = Array("%PDF-1.5\n".utf8) + comment
    // What the table says of each number: nothing, a place in the file, or a place in the packed object.
    var places = [(kind: Int, value: Int, index: Int)](repeating: (0, 0, 0), count: size + 2)
    func append(_ text: String) { file += Array(text.utf8) }
    func append(_ number: Int, _ dictionary: String, _ stream: [UInt8]) {
      places[number] = (1, file.count, 0)
      append("\(number) 0 obj\n\(dictionary.dropLast(2))/Length \(stream.count)>>\nstream\n")
      file += stream
      append("\nendstream\nendobj\n")
    }
    for object in objects {
      if let stream = object.stream { append(object.number, object.text, stream) }
    }
    let plain = objects.filter { $0.stream == nil }
    var (heading, values) = ("", "")
    for (index, object) in plain.enumerated() {
      heading += "\(object.number) \(values.utf8.count) "
      values += object.text + "\n"
      places[object.number] = (2, size, index)
    }
    append(
      size, "<</Type/ObjStm/N \(plain.count)/First \(heading.utf8.count)/Filter/FlateDecode>>",
      ZlibStream.packed(Array((heading + values).utf8), level: .high))
    let table = file.count
    let identifier = identifier
    places[size + 1] = (1, table, 0)
    let rows = places.flatMap { place in
      [place.kind, place.value >> 24, place.value >> 16, place.value >> 8, place.value, place.index >> 8, place.index]
        .map { UInt8($0 & 255) }
    }
    append(
      size + 1,
      "<</Type/XRef/W[1 4 2]/Size \(size + 2)/Root \(root) 0 R/Info \(info) 0 R"
        + "/ID[<\(identifier)><\(identifier)>]/Filter/FlateDecode>>",
      ZlibStream.packed(rows, level: .high))
    append("startxref\n\(table)\n%%EOF\n")
    return file
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    let isSpace = { (character: Character) in character == " " || character == "\n" }
    var text = self[...].drop(while: isSpace)
    while let last = text.last, isSpace(last) { text.removeLast() }
    return String(text)
  }
}

extension ArraySlice<UInt8> {
  fileprivate func firstRange(of text: StaticString) -> Range<Int>? {
    range(of: text, at: startIndex...Swift.max(startIndex, endIndex - text.utf8CodeUnitCount))
  }

  fileprivate func lastRange(of text: StaticString) -> Range<Int>? {
    range(of: text, at: (startIndex...Swift.max(startIndex, endIndex - text.utf8CodeUnitCount)).reversed())
  }

  private func range(of text: StaticString, at places: some Sequence<Int>) -> Range<Int>? {
    let count = text.utf8CodeUnitCount
    guard self.count >= count else { return nil }
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: count)
    return withUnsafeBufferPointer { bytes in
      for place in places {
        let at = place - startIndex
        if bytes[at] == wanted[0], bytes[at..<(at + count)].elementsEqual(wanted) { return place..<(place + count) }
      }
      return nil
    }
  }
}
