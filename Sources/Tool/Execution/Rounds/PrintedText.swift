import Runs

/// What a cell printed: short text stands in the run itself, of long text its beginning, and all of it stays in a file.
struct PrintedText {
  var directory: String
  /// Bytes of one stretch of output that are shown.
  var limit: Int

  /// So many stretches of the two streams are shown one after the other; what follows stands in one for each.
  private static let mostStretches = 200

  /// The outputs for what both streams got, in the order in which they got it. Fills in their text, and removes the
  /// files that the text holds whole.
  ///
  /// Of streams too long to be shown whole the order is not kept.
  func outputs(for output: Output) -> [Output] {
    let forms = output.representations.filter { $0.stream != nil && $0.file != nil }
    guard output.kind == .stream, !forms.isEmpty else { return [output] }
    let sizes = forms.map { $0.file.flatMap { Files.size("\(directory)/\($0)") } ?? 0 }
    let order = forms[0].file.flatMap(PrintedFiles.orderPath).map { "\(directory)/\($0)" }
    defer { if let order { Files.remove(order) } }
    guard forms.count == 2, let order, Files.exists(order), sizes.allSatisfy({ $0 <= limit }) else {
      return forms.map { Output(kind: .stream, representations: [filling($0)]) }
    }
    let texts = forms.map { $0.file.flatMap { try? Files.read("\(directory)/\($0)", first: limit) } ?? [] }
    for file in forms.compactMap(\.file) { Files.remove("\(directory)/\(file)") }
    return PrintedText.stretches(of: texts, PrintedFiles.changes(in: order, limit: Self.mostStretches)).map { part in
      let form = Representation(
        mediaType: "text/plain", text: String(decoding: texts[part.stream][part.range], as: UTF8.self),
        stream: forms[part.stream].stream, totalBytes: part.range.count)
      return Output(kind: .stream, representations: [form])
    }
  }

  /// Parts of the two texts in the order of writing. What other processes wrote between two changes stands with the
  /// stretch in which they did.
  static func stretches(
    of texts: [[UInt8]], _ changes: [PrintedFiles.Change]
  ) -> [(stream: Int, range: Range<Int>)] {
    var done = [0, 0]
    var parts: [(stream: Int, range: Range<Int>)] = []
    func take(_ stream: Int, to end: Int) {
      let end = min(max(end, done[stream]), texts[stream].count)
      guard end > done[stream] else { return }
      if let last = parts.last, last.stream == stream {
        parts[parts.count - 1].range = last.range.lowerBound..<end
      } else {
        parts.append((stream, done[stream]..<end))
      }
      done[stream] = end
    }
    var current = 0
    for change in changes {
      let ends = [change.sizes.output, change.sizes.errors]
      take(current, to: ends[current])
      take(1 - current, to: ends[1 - current])
      current = change.stream == PrintedFiles.standardError ? 1 : 0
    }
    take(current, to: texts[current].count)
    take(1 - current, to: texts[1 - current].count)
    return parts
  }

  private func filling(_ form: Representation) -> Representation {
    guard let file = form.file else { return form }
    var form = form
    guard let size = Files.size("\(directory)/\(file)") else {
      // It is told to be missing when all is over.
      form.text = ""
      return form
    }
    form.totalBytes = size
    form.text = beginning(of: file, bytes: min(size, limit), isWhole: size <= limit)
    if size <= limit {
      Files.remove("\(directory)/\(file)")
      form.file = nil
    }
    return form
  }

  private func beginning(of file: String, bytes: Int, isWhole: Bool) -> String {
    var text = (try? Files.read("\(directory)/\(file)", first: bytes)) ?? []
    // Cut at the end of a line, where there is one not far from the end.
    if !isWhole, let newline = text.lastIndex(of: 0x0A), newline > text.count / 2 {
      text.removeSubrange((newline + 1)...)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Outputs for files that were printed to and not announced, because the process ended before it could; each holds
  /// what one stretch printed.
  func unannounced(_ known: Set<String>) -> [Output] {
    var outputs: [Output] = []
    var number: Substring?
    for name in Files.names(in: directory + "/streams") {
      let file = "streams/\(name)"
      let streams = [PrintedFiles.standardError, PrintedFiles.standardOutput]
      let stream = streams.first { name.hasSuffix(".\($0).txt") && name.prefix { $0 != "." }.allSatisfy(\.isNumber) }
      guard let stream, !known.contains(file), let size = Files.size("\(directory)/\(file)") else { continue }
      guard size > 0 else {
        Files.remove("\(directory)/\(file)")
        continue
      }
      let form = Representation(mediaType: "text/plain", file: file, stream: stream, totalBytes: size)
      let ownNumber = name.prefix { $0 != "." }
      if number == ownNumber, !outputs.isEmpty {
        // Names are sorted, and stdout stands first as it does in what is announced.
        outputs[outputs.count - 1].representations.append(form)
        outputs[outputs.count - 1].representations.sort { $0.stream ?? "" > $1.stream ?? "" }
      } else {
        outputs.append(Output(kind: .stream, representations: [form]))
      }
      number = ownNumber
    }
    return outputs
  }
}
