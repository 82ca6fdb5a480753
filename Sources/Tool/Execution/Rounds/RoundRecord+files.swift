import Digests
import Glibc
import Runs

extension RoundRecord {
  /// The code of the warning that files of a cell are missing.
  static let unfinishedFiles = "files.unfinished"

  /// Gives every file that an output names its SHA-256, and files of printed text the name of their cell. Files that
  /// are not there, because the process was killed while it made them, are taken out, with a warning.
  mutating func settleFiles(in folder: String) {
    for cell in cells.indices {
      update(cell) { run in
        var missing: [String] = []
        var streamCount = 0
        for output in run.outputs.indices {
          let forms = run.outputs[output].representations
          run.outputs[output].representations = forms.compactMap { form in
            guard var file = form.file, form.sha256 == nil else { return form }
            guard Files.isWithin(file) else {
              missing.append(file)
              return nil
            }
            var form = form
            if let stream = form.stream {
              streamCount += 1
              let name = "streams/cell-\(cell + 1)\(streamCount > 1 ? "-\(streamCount)" : "").\(stream).txt"
              if rename("\(folder)/\(file)", "\(folder)/\(name)") == 0 { file = name }
              form.file = file
            }
            form.sha256 = FileDigest.sha256(of: "\(folder)/\(file)")
            if form.sha256 == nil { missing.append(file) }
            return form.sha256 == nil ? nil : form
          }
        }
        guard !missing.isEmpty else { return }
        run.outputs.removeAll { $0.kind == .figure && $0.representations.isEmpty }
        run.warnings.append(
          Diagnostic(
            warning: RoundRecord.unfinishedFiles,
            message: "\(missing.joined(separator: ", ")) cannot be shown: "
              + "the process was killed before it was written, or the code removed it."))
      }
    }
  }
}
