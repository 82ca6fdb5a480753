/// Adds to a PDF that Cairo made what Cairo cannot say: the alternative text of its figure, the language of the tokens,
/// what the colours are, and its metadata as archives want them. The file is written again, in fewer bytes.
struct PDFDescription {
  var alternativeText: String
  var title: String
  var author: String
  /// RFC 3339, in UTC.
  var date: String
  var language = "en"

  /// The file, packed again; as it was where it is not built as Cairo builds it.
  func added(to file: [UInt8]) -> [UInt8] {
    guard var objects = PDFObjects(file), let producer = objects.settleInformation() else { return file }
    if !alternativeText.isEmpty {
      guard objects.add("/Alt \(Self.text(alternativeText))", where: { $0.text.contains("/S /Figure") }) else {
        return file
      }
    }
    let metadata = PDFMetadata(title: title, subject: alternativeText, author: author, date: date, producer: producer)
    objects.objects = objects.objects.map { PDFPicture.packed(PDFPicture.plain($0)) }
    // Who looks for metadata in files of any kind finds them where they are not packed.
    let packet = objects.append("<</Type/Metadata/Subtype/XML>>", Array(metadata.xmp.utf8))
    let profile = objects.append(
      "<</N 3/Filter/FlateDecode>>", ZlibStream.packed(ColorProfile.sRGB, level: .high))
    let intent =
      "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile \(profile) 0 R>>"
    let entries =
      "/Lang (\(language))/ViewerPreferences<</DisplayDocTitle true>>/Metadata \(packet) 0 R/OutputIntents[\(intent)]"
    guard objects.add(entries, where: objects.isRoot) else { return file }
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
