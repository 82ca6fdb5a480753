/// Reads XML from its beginning to its end through libexpat.
///
/// Names come without their prefixes. A document type, which no office document has, is an error.
final class XMLElements {
  private var start: (_ name: String, _ attributes: (String) -> String?) -> Void
  private var end: (_ name: String) -> Void
  private var text: (UnsafeBufferPointer<UInt8>) -> Void
  private var hasDocumentType = false

  private init(
    start: @escaping (String, (String) -> String?) -> Void, end: @escaping (String) -> Void,
    text: @escaping (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    self.start = start
    self.end = end
    self.text = text
  }

  private typealias Create = @convention(c) (UnsafePointer<CChar>?) -> OpaquePointer?
  private typealias Free = @convention(c) (OpaquePointer?) -> Void
  private typealias SetUserData = @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?) -> Void
  private typealias Start =
    @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, UnsafeMutablePointer<UnsafePointer<CChar>?>?) ->
    Void
  private typealias End = @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?) -> Void
  private typealias Text = @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, Int32) -> Void
  private typealias DocumentType =
    @convention(c) (
      UnsafeMutableRawPointer?, UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?, Int32
    ) -> Void
  private typealias SetElements = @convention(c) (OpaquePointer?, Start?, End?) -> Void
  private typealias SetText = @convention(c) (OpaquePointer?, Text?) -> Void
  private typealias SetDocumentType = @convention(c) (OpaquePointer?, DocumentType?) -> Void
  private typealias Parse = @convention(c) (OpaquePointer?, UnsafePointer<CChar>?, Int32, Int32) -> Int32
  private typealias Code = @convention(c) (OpaquePointer?) -> Int32
  private typealias Line = @convention(c) (OpaquePointer?) -> UInt
  private typealias Message = @convention(c) (Int32) -> UnsafePointer<CChar>?

  /// - Parameters:
  ///   - name: of the part, for errors.
  ///   - start: is called where an element begins; its second argument gives an attribute's value.
  ///   - text: is called with pieces of the text between elements.
  static func read(
    _ bytes: [UInt8], _ name: String, start: @escaping (String, (String) -> String?) -> Void,
    end: @escaping (String) -> Void = { _ in }, text: @escaping (UnsafeBufferPointer<UInt8>) -> Void = { _ in }
  ) throws(TableReadingError) {
    let (library, what) = (SystemLibrary.expat, "A workbook")
    let create = try library.function("XML_ParserCreate", as: Create.self, for: what)
    let free = try library.function("XML_ParserFree", as: Free.self, for: what)
    let setUserData = try library.function("XML_SetUserData", as: SetUserData.self, for: what)
    let setElements = try library.function("XML_SetElementHandler", as: SetElements.self, for: what)
    let setText = try library.function("XML_SetCharacterDataHandler", as: SetText.self, for: what)
    let setDocumentType = try library.function("XML_SetStartDoctypeDeclHandler", as: SetDocumentType.self, for: what)
    let parse = try library.function("XML_Parse", as: Parse.self, for: what)
    let code = try library.function("XML_GetErrorCode", as: Code.self, for: what)
    let line = try library.function("XML_GetCurrentLineNumber", as: Line.self, for: what)
    let message = try library.function("XML_ErrorString", as: Message.self, for: what)

    guard let parser = create(nil) else { throw .damaged("The reader of XML could not be started.") }
    defer { free(parser) }
    let elements = XMLElements(start: start, end: end, text: text)
    let context = Unmanaged.passUnretained(elements).toOpaque()
    setUserData(parser, context)
    setElements(
      parser,
      { context, name, attributes in
        guard let context, let name else { return }
        XMLElements.own(context).start(XMLElements.local(name)) { wanted in
          guard var next = attributes else { return nil }
          while let key = next[0], let value = next[1] {
            if XMLElements.local(key) == wanted { return String(cString: value) }
            next += 2
          }
          return nil
        }
      },
      { context, name in
        guard let context, let name else { return }
        XMLElements.own(context).end(XMLElements.local(name))
      })
    setText(parser) { context, text, length in
      guard let context, let text, length > 0 else { return }
      text.withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
        XMLElements.own(context).text(UnsafeBufferPointer(start: $0, count: Int(length)))
      }
    }
    setDocumentType(parser) { context, _, _, _, _ in
      if let context { XMLElements.own(context).hasDocumentType = true }
    }
    var position = 0
    var isWell = true
    bytes.withUnsafeBytes { buffer in
      repeat {
        let length = min(1 << 16, buffer.count - position)
        let piece = buffer.baseAddress.map { ($0 + position).assumingMemoryBound(to: CChar.self) }
        position += length
        isWell = parse(parser, piece, Int32(length), position == buffer.count ? 1 : 0) == 1
      } while isWell && position < buffer.count && !elements.hasDocumentType
    }
    withExtendedLifetime(elements) {}
    guard !elements.hasDocumentType else {
      throw TableReadingError(
        kind: .damaged, place: name, message: "It declares a type of document, which no workbook does.")
    }
    guard isWell else {
      let text = message(code(parser)).map { String(cString: $0) } ?? "an error"
      throw .damaged("The XML is broken: \(text).", at: "\(name), line \(line(parser))")
    }
  }

  private static func own(_ context: UnsafeMutableRawPointer) -> XMLElements {
    Unmanaged<XMLElements>.fromOpaque(context).takeUnretainedValue()
  }

  private static func local(_ name: UnsafePointer<CChar>) -> String {
    var start = name
    var next = name
    while next.pointee != 0 {
      if next.pointee == 58 { start = next + 1 }
      next += 1
    }
    return String(cString: start)
  }
}
