import Frames

/// The parts of an Excel workbook that its cells need: sheets, shared texts, number formats.
struct Workbook {
  /// A sheet's name and the file with its cells.
  struct Sheet {
    var name: String
    var file: String
    var isHidden: Bool
  }

  private(set) var sheets: [Sheet] = []
  private(set) var texts: [String] = []
  /// What numbers of each cell style are.
  private(set) var styles: [NumberStyle] = []
  private(set) var startsIn1904 = false
  private let files: [String: [UInt8]]

  init(path: String) throws(TableReadingError) {
    do throws(CSVReadingError) {
      files = try ZipMembers.contents(of: path) { $0.hasSuffix(".xml") || $0.hasSuffix(".rels") }
    } catch { throw TableReadingError(error) }
    guard let main = try relations("_rels/.rels").values.first(where: { $0.kind.hasSuffix("/officeDocument") })?.file
    else {
      throw .damaged("The file is no workbook of Excel.")
    }
    let folder = main.split(separator: "/").dropLast().map { $0 + "/" }.joined()
    let name = main.dropFirst(folder.count)
    let parts = try relations("\(folder)_rels/\(name).rels")
    try readWorkbook(main, parts)
    for part in parts.values {
      if part.kind.hasSuffix("/sharedStrings") { try readTexts(part.file) }
      if part.kind.hasSuffix("/styles") { try readStyles(part.file) }
    }
    guard !sheets.isEmpty else { throw .damaged("The workbook has no sheet of cells.") }
  }

  func contents(_ file: String) throws(TableReadingError) -> [UInt8] {
    guard let bytes = files[file] else { throw .damaged("The workbook lacks \(file).") }
    return bytes
  }

  /// What a part of the file refers to, by the names that it uses.
  private func relations(_ file: String) throws(TableReadingError) -> [String: (kind: String, file: String)] {
    guard let bytes = files[file] else { return [:] }
    // Targets stand from the folder above `_rels` on, or from the root.
    let folder = file.split(separator: "/").dropLast(2).map(String.init)
    var found: [String: (String, String)] = [:]
    try XMLElements.read(
      bytes, file,
      start: { name, attribute in
        guard name == "Relationship", let id = attribute("Id"), let kind = attribute("Type"),
          let target = attribute("Target")
        else { return }
        var path = target.hasPrefix("/") ? [] : folder
        for part in target.split(separator: "/") {
          if part == ".." { _ = path.popLast() } else if part != "." { path.append(String(part)) }
        }
        found[id] = (kind, path.joined(separator: "/"))
      })
    return found
  }

  private mutating func readWorkbook(
    _ file: String, _ parts: [String: (kind: String, file: String)]
  ) throws(TableReadingError) {
    var (sheets, startsIn1904) = ([Sheet](), false)
    try XMLElements.read(
      try contents(file), file,
      start: { name, attribute in
        switch name {
        case "sheet":
          guard let title = attribute("name"), let part = attribute("id").flatMap({ parts[$0] }) else { return }
          // Others are charts and macros.
          guard part.kind.hasSuffix("/worksheet") else { return }
          sheets.append(
            Sheet(name: title, file: part.file, isHidden: attribute("state").map { $0 != "visible" } ?? false))
        case "workbookPr": startsIn1904 = ["1", "true"].contains(attribute("date1904") ?? "")
        default: break
        }
      })
    self.sheets = sheets
    self.startsIn1904 = startsIn1904
  }

  private mutating func readTexts(_ file: String) throws(TableReadingError) {
    var texts: [String] = []
    var (text, isInside, phonetic) = ([UInt8](), false, 0)
    try XMLElements.read(
      try contents(file), file,
      start: { name, _ in
        switch name {
        case "si": text.removeAll(keepingCapacity: true)
        case "t": isInside = phonetic == 0
        case "rPh": phonetic += 1
        default: break
        }
      },
      end: { name in
        switch name {
        case "si": texts.append(SheetText.unescaped(text))
        case "t": isInside = false
        case "rPh": phonetic -= 1
        default: break
        }
      }, text: { if isInside { text.append(contentsOf: $0) } })
    self.texts = texts
  }

  private mutating func readStyles(_ file: String) throws(TableReadingError) {
    var formats: [Int: NumberStyle] = [:]
    var styles: [NumberStyle] = []
    var isInside = false
    try XMLElements.read(
      try contents(file), file,
      start: { name, attribute in
        switch name {
        case "numFmt":
          if let id = attribute("numFmtId").flatMap({ Int($0) }), let code = attribute("formatCode") {
            formats[id] = NumberStyle(format: code)
          }
        case "cellXfs": isInside = true
        case "xf" where isInside:
          let id = attribute("numFmtId").flatMap { Int($0) } ?? 0
          styles.append(formats[id] ?? NumberStyle(builtIn: id))
        default: break
        }
      }, end: { if $0 == "cellXfs" { isInside = false } })
    self.styles = styles
  }
}

/// What a number in a cell is by the cell's format.
enum NumberStyle {
  case number
  /// A day, with a time of day where it has a fraction.
  case date
  /// A time of day, or how long something takes.
  case time

  /// The formats that every workbook has.
  init(builtIn id: Int) {
    switch id {
    case 14...17, 22, 27...31, 36, 50...54, 57, 58: self = .date
    case 18...21, 32...35, 45...47, 55, 56: self = .time
    default: self = .number
    }
  }

  /// - Parameter format: such as `yyyy\-mm\-dd` or `#,##0.00`.
  init(format: String) {
    var (isQuoted, isEscaped, isBracketed) = (false, false, false)
    var letters: Set<Character> = []
    var bracket = ""
    for character in format.lowercased() {
      if isEscaped {
        isEscaped = false
      } else if isQuoted {
        isQuoted = character != "\""
      } else if isBracketed {
        if character == "]" {
          isBracketed = false
          // Hours, minutes or seconds that go on beyond a day.
          if !bracket.isEmpty, bracket.allSatisfy({ "hms".contains($0) }) { letters.insert(bracket.first!) }
          bracket = ""
        } else {
          bracket.append(character)
        }
      } else {
        switch character {
        case "\"": isQuoted = true
        case "\\", "_", "*": isEscaped = true
        case "[": isBracketed = true
        // Only the format of positive numbers counts.
        case ";": break
        default: letters.insert(character)
        }
      }
      if character == ";", !isQuoted, !isBracketed { break }
    }
    if !letters.isDisjoint(with: ["y", "d"]) || letters.contains("m") && letters.isDisjoint(with: ["h", "s", "0", "#"])
    {
      self = letters.contains("e") && !letters.contains("y") && !letters.contains("d") ? .number : .date
    } else {
      self = letters.isDisjoint(with: ["h", "s"]) || letters.contains("#") ? .number : .time
    }
    if format.lowercased() == "general" { self = .number }
  }
}

/// Texts in the XML of sheets, in which `_x000A_` stands for a character that XML cannot hold.
enum SheetText {
  static func unescaped(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.contains("_x") else { return text }
    var result = ""
    var rest = Substring(text)
    while let start = rest.firstRange(of: "_x") {
      result += rest[..<start.lowerBound]
      let code = rest[start.upperBound...].prefix(4)
      let behind = rest[start.upperBound...].dropFirst(4)
      if code.count == 4, behind.first == "_", let value = UInt32(code, radix: 16), let scalar = Unicode.Scalar(value) {
        result.unicodeScalars.append(scalar)
        rest = behind.dropFirst()
      } else {
        result += "_x"
        rest = rest[start.upperBound...]
      }
    }
    return result + rest
  }
}
