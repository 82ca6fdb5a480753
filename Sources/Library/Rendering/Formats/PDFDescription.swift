/// Adds to a PDF that Cairo made what Cairo cannot say: the alternative text of its figure, and the language of the
/// tokens. The file is written again, in fewer bytes.
struct PDFDescription {
  var alternativeText: String
  var language = "en"

  /// The file, packed again; as it was where it is not built as Cairo builds it.
  func added(to file: [UInt8]) -> [UInt8] {
    guard var objects = PDFObjects(file) else { return file }
    if !alternativeText.isEmpty {
      guard objects.add("/Alt \(Self.text(alternativeText))", where: { $0.text.contains("/S /Figure") }) else {
        return file
      }
    }
    let entries = "/Lang (\(language))/ViewerPreferences<</DisplayDocTitle true>>"
    guard objects.add(entries, where: objects.isRoot) else { return file }
    objects.objects = objects.objects.map(PDFPicture.packed)
    return objects.written()
  }

  /// A text string in UTF-16, as a hexadecimal literal.
  private static func text(_ string: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result = Array("<FEFF".utf8)
    for unit in string.utf16 {
      for shift in [12, 8, 4, 0] { result.append(digits[Int(unit) >> shift & 15]) }
    }
    return String(decoding: result, as: UTF8.self) + ">"
  }
}
