import Runs

/// What a cell printed: short text stands in the run itself, of long text its beginning, and all of it stays in a file.
struct PrintedText {
  var directory: String
  /// Bytes of one stretch of output that are shown.
  var limit: Int

  /// Fills in the text of an output's stream files, and removes the files that the text holds whole.
  func filling(_ output: Output) -> Output {
    var output = output
    for index in output.representations.indices where output.representations[index].stream != nil {
      output.representations[index] = filling(output.representations[index])
    }
    return output
  }

  private func filling(_ form: Representation) -> Representation {
    guard let file = form.file else { return form }
    var form = form
    let size = Files.size("\(directory)/\(file)") ?? 0
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

  /// Outputs for files that were printed to and not announced, because the process ended before it could.
  func unannounced(_ known: Set<String>) -> [Output] {
    Files.names(in: directory + "/streams").compactMap { name in
      let file = "streams/\(name)"
      let stream = name.hasSuffix(".stdout.txt") ? "stdout" : name.hasSuffix(".stderr.txt") ? "stderr" : nil
      guard let stream, !known.contains(file), let size = Files.size("\(directory)/\(file)") else { return nil }
      guard size > 0 else {
        Files.remove("\(directory)/\(file)")
        return nil
      }
      let form = Representation(mediaType: "text/plain", file: file, stream: stream, totalBytes: size)
      return Output(kind: .stream, representations: [form])
    }
  }
}
