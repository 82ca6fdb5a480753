import Events

extension RunRecord {
  /// Gives every file that an output names its SHA-256. Files that are not there, because the process was killed while it made them, are taken out, and the
  /// reader is told.
  mutating func settleFiles(in folder: String) {
    for cell in cells.indices {
      update(cell) { run in
        var missing: [String] = []
        for output in run.outputs.indices {
          let forms = run.outputs[output].representations
          run.outputs[output].representations = forms.compactMap { form in
            guard let file = form.file else { return form }
            var form = form
            form.sha256 = FileDigest.sha256(of: "\(folder)/\(file)")
            if form.sha256 == nil { missing.append(file) }
            return form.sha256 == nil ? nil : form
          }
        }
        guard !missing.isEmpty else { return }
        run.outputs.removeAll { $0.kind == .figure && $0.representations.isEmpty }
        run.warnings.append(
          Warning(
            code: "files.unfinished",
            message: "The process was killed before it had written \(missing.joined(separator: ", "))."))
      }
    }
  }
}
