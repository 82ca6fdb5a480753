import Pages
import Runs

extension ReportPage {
  /// Larger files are not put into the page; the link leads to the file beside it.
  static let attachmentLimit = 5_000_000
  /// Data weigh more than pictures and are opened with other programs than a browser: in bytes.
  static let dataLimit = 250_000

  func content(of form: Representation) throws -> [UInt8] {
    if let file = form.file { return try files(file) }
    if let text = form.text { return Array(text.utf8) }
    throw UnreadableFile(path: "a form of type \(form.mediaType) without content")
  }

  /// A link that saves a file which the page carries inside; nil where it carries none.
  func attachment(_ form: Representation, name: String, title: HTML, label: String? = nil) -> HTML? {
    guard carriesFiles else { return nil }
    do {
      let content = try content(of: form)
      let labelled: HTML? = label.map { " aria-label=\"\($0)\"" }
      let limit = form.mediaType == "text/csv" ? Self.dataLimit : Self.attachmentLimit
      if content.count > limit, let file = form.file {
        return
          "<a href=\"\(Self.path(file))\"\(labelled)>\(title)</a> (\(Wording.bytes(content.count)), beside this page)"
      }
      let (address, name) = PackedData.link(content, mediaType: form.mediaType, name: name)
      return "<a download=\"\(name)\" href=\"\(address)\"\(labelled)>\(title)</a>"
    } catch {
      return "<span class=\"lost\">\(title) (could not be read)</span>"
    }
  }

  func artifact(_ output: Output) -> HTML {
    guard let form = output.representations.first else { return "<p class=\"lost\">A file without content.</p>\n" }
    let name = output.label ?? form.file?.split(separator: "/").last.map(String.init) ?? "file"
    let size: HTML? = form.totalBytes.map { ", \(Wording.bytes($0))" }
    let caption: HTML? = output.caption.map { " \($0)" }
    return
      "<p class=\"artifact\">\(attachment(form, name: name, title: HTML(text: name)) ?? HTML(text: name))\(size).\(caption)</p>\n"
  }

  /// A value's description.
  func value(_ form: Representation) -> HTML {
    let text = shownText(form)
    return "<pre class=\"value\">\(text)</pre>\n\(notice(form, shown: text))"
  }

  /// What the code printed; long output is folded.
  func stream(_ forms: [Representation]) -> HTML {
    let texts = forms.map { TerminalText.plain(shownText($0)) }
    let isError = forms.allSatisfy { $0.stream == "stderr" }
    let lines = texts.joined().split(separator: "\n", omittingEmptySubsequences: false)
    let count = lines.count - (lines.last?.isEmpty == true ? 1 : 0)
    let kind: HTML = isError ? "stream error" : "stream"
    let parts = zip(forms, texts).map { form, text -> HTML in
      !isError && form.stream == "stderr" ? "<span class=\"error\">\(text)</span>" : HTML(text: text)
    }
    let body: HTML = "<pre>\(parts)</pre>"
    let notice = forms.reduce(into: HTML()) { $0 += self.notice($1, shown: shownText($1)) }
    if count <= 20 {
      return "<div class=\"\(kind)\"><p>\(isError ? "Printed to stderr" : "Printed")</p>\(body)\(notice)</div>\n"
    }
    let title = "\(isError ? "Printed to stderr" : "Printed"), \(Wording.count(count, "line"))"
    return "<details class=\"\(kind)\"><summary>\(title)</summary>\(body)</details>\(notice)\n"
  }

  private func shownText(_ form: Representation) -> String {
    if let text = form.text { return text }
    return (try? content(of: form)).map { String(decoding: $0, as: UTF8.self) } ?? "(could not be read)"
  }

  private func notice(_ form: Representation, shown: String) -> HTML {
    guard let total = form.totalBytes, total > shown.utf8.count else { return "" }
    let rest: HTML? = form.file.map { " All of it is in <code>\($0)</code> beside this page." }
    return
      "<p class=\"more\">The first \(Wording.bytes(shown.utf8.count)) of \(Wording.bytes(total)) are shown.\(rest)</p>\n"
  }

  /// A path as a relative address.
  static func path(_ file: String) -> String {
    file.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: ":"), 0...32, 127...:
        "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      default: String(UnicodeScalar(byte))
      }
    }.joined()
  }
}

/// Printed text as a terminal shows it.
enum TerminalText {
  /// The text without escape sequences (ECMA-48), with lines as they stood after their last carriage return, and what
  /// was written over after backspaces left out.
  static func plain(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 27 || $0 == 13 || $0 == 8 }) else { return text }
    var lines: [[UInt8]] = [[]]
    // What the next letter writes over: letters, or all of the line.
    var (overwritten, isAtStart) = (0, false)
    var bytes = Array(text.utf8)[...]
    while let byte = bytes.popFirst() {
      switch byte {
      case 27:
        if bytes.first == UInt8(ascii: "[") {
          bytes = bytes.dropFirst().drop { (32..<64).contains($0) }.dropFirst()
        } else if bytes.first == UInt8(ascii: "]") {
          bytes = bytes.drop { $0 != 7 && $0 != 27 && $0 != 10 }
          if bytes.first == 7 { bytes = bytes.dropFirst() }
        } else {
          bytes = bytes.dropFirst()
        }
      case 13: isAtStart = true
      case 8: overwritten += 1
      case 10:
        lines.append([])
        (overwritten, isAtStart) = (0, false)
      default:
        if isAtStart { lines[lines.count - 1] = [] } else { removeLetters(overwritten, from: &lines[lines.count - 1]) }
        lines[lines.count - 1].append(byte)
        (overwritten, isAtStart) = (0, false)
      }
    }
    return String(decoding: Array(lines.joined(separator: [10])), as: UTF8.self)
  }

  private static func removeLetters(_ count: Int, from line: inout [UInt8]) {
    for _ in 0..<min(count, line.count) {
      while let last = line.popLast(), last & 0xC0 == 0x80 {}
    }
  }
}
