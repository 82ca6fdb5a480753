/// What a PDF says of itself in XMP, as archives and publishers read it: the same as in its information dictionary, and
/// that it keeps to PDF/A-2b (ISO 19005-2).
struct PDFMetadata {
  var title: String
  var subject: String
  var author: String
  /// RFC 3339, in UTC.
  var date: String
  var producer: String

  /// The packet, in UTF-8.
  var xmp: String {
    """
    <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
    <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
    <dc:format>application/pdf</dc:format>
    \(alternative("title", title))\(alternative("description", subject))\
    \(author.isEmpty ? "" : "<dc:creator><rdf:Seq><rdf:li>\(Self.escaped(author))</rdf:li></rdf:Seq></dc:creator>\n")\
    <xmp:CreatorTool>Songbook</xmp:CreatorTool>
    <xmp:CreateDate>\(date)</xmp:CreateDate><xmp:ModifyDate>\(date)</xmp:ModifyDate>
    <pdf:Producer>\(Self.escaped(producer))</pdf:Producer>
    <pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
    </rdf:Description></rdf:RDF></x:xmpmeta>
    <?xpacket end="w"?>
    """
  }

  private func alternative(_ name: String, _ text: String) -> String {
    guard !text.isEmpty else { return "" }
    return """
      <dc:\(name)><rdf:Alt><rdf:li xml:lang="x-default">\(Self.escaped(text))</rdf:li></rdf:Alt></dc:\(name)>

      """
  }

  /// Without what XML cannot hold.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case _ where scalar.value < 32 && scalar != "\n" && scalar != "\t": continue
      case "\u{FFFE}", "\u{FFFF}": continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
