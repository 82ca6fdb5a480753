import Glibc
import Runs

/// The part of the report that is being written: what is shown is added behind what the running cell has shown so far.
public struct Page: Sendable {
  static let current = Page()

  let session = Session.current

  /// The longest description that is shown whole, in bytes of UTF-8; all of a longer one is in a file.
  static let textLimit = 20_000

  /// Adds a value: its own form where it is ``Displayable``, else its description.
  public func show<Value>(_ value: Value) {
    if isNothing(value) { return }
    if let displayable = value as? any Displayable {
      displayable.show(on: self)
    } else {
      text(plainDescription(of: value))
    }
  }

  /// Plain text, in the typeface of code.
  public func text(_ text: String) {
    guard session.isSupervised else { return print(text) }
    var form = Representation(mediaType: "text/plain", text: text)
    if text.utf8.count > Page.textLimit {
      let file = "streams/\(session.unusedStem(fileStem, in: "streams").stem).value.txt"
      session.write(text.utf8, to: file)
      form.text = String(decoding: text.utf8.prefix(Page.textLimit), as: UTF8.self)
      form.file = file
      form.totalBytes = text.utf8.count
    }
    session.show(Output(kind: .value, representations: [form]))
  }

  /// Adds prose.
  public func markdown(_ markdown: Markdown) {
    guard session.isSupervised else { return print(markdown.source) }
    var form = Representation(mediaType: "text/markdown", text: markdown.source)
    let size = markdown.source.utf8.count
    if size > Page.markdownLimit {
      let file = "streams/\(session.unusedStem(fileStem, in: "streams").stem).markdown.txt"
      session.write(markdown.source.utf8, to: file)
      form.text = Page.beginning(of: markdown.source)
      form.file = file
      form.totalBytes = size
      let warning = Diagnostic(
        warning: "markdown.cut",
        message: "Of a text of \(size) bytes the page shows \(form.text?.utf8.count ?? 0); all of it is in \(file).",
        hint: "Show less of it, or offer it for download with artifact.")
      session.send { .warning(cell: $0, warning: warning) }
    }
    session.show(Output(kind: .markdown, representations: [form]))
  }

  /// The longest prose that is shown whole, in bytes of UTF-8.
  static let markdownLimit = 1_000_000

  /// Whole lines, where there are any.
  private static func beginning(of text: String) -> String {
    let bytes = text.utf8.prefix(markdownLimit)
    let end = bytes.lastIndex(of: 0x0A) ?? bytes.endIndex
    return String(decoding: bytes[..<end], as: UTF8.self)
  }

  /// What files of this cell are called when it has no label.
  var fileStem: String { session.cell.map { $0.label ?? "cell-\($0.index + 1)" } ?? "output" }

  /// A label and file name for a new figure or table of the running cell.
  ///
  /// The cell's label belongs to the kind that its prefix names (`fig-`, `tbl-`); another kind in the same cell gets a
  /// suffix.
  /// - Returns: `label` is nil when the cell has none; `isFirst` says whether the cell's own caption belongs to it.
  func name(for kind: Output.Kind, in folder: String) -> (label: String?, stem: String, isFirst: Bool) {
    let other = kind == .figure ? "tbl-" : "fig-"
    let suffix = fileStem.hasPrefix(other) ? (kind == .figure ? "-figure" : "-table") : ""
    let (stem, isFirst) = session.unusedStem(fileStem + suffix, in: folder)
    return (session.cell?.label == nil ? nil : stem, stem, isFirst)
  }
}
