import Frames
import Glibc
import Learning
import Runs

/// Offers a file for download from the report; it is in the report's folder `artifacts/`.
///
/// - Parameter name: a file name with its extension. Slashes become hyphens. Two artifacts of one name get different
///   files.
public func artifact(_ name: String, _ bytes: [UInt8]) {
  let session = Session.current
  let safe = String(name.map { $0 == "/" || $0 == "\0" ? "-" : $0 })
  let (stem, suffix) = splitExtension(safe)
  guard session.isSupervised else { return print("\(safe): \(bytes.count) bytes") }
  let file = "artifacts/\(session.unusedStem(stem, in: "artifacts\(suffix)").stem)\(suffix)"
  session.write(bytes, to: file)
  let form = Representation(mediaType: mediaType(ofSuffix: suffix), file: file, totalBytes: bytes.count)
  session.show(Output(kind: .artifact, label: safe, representations: [form]))
}

extension Session {
  /// Keeps the rows of a test as an artifact, once in a cell.
  /// - Returns: the artifact's label; nil where nothing is kept: without a runner, and in a cell that runs silently.
  func attach(_ outcomes: RowOutcomes) -> String? {
    guard isSupervised, !isSilent else { return nil }
    let stem = String(outcomes.name.map { $0.isLetter || $0.isNumber ? $0 : "-" })
    let (number, isNew) = place(of: outcomes)
    // Different rows under one name, such as those of a loop, are told apart by their number in the cell.
    let label = "\(stem)\(number > 0 ? "-\(number + 1)" : "")-rows.csv.gz"
    if isNew { artifact(label, GzipFile.packed(CSVFormat().bytes(of: outcomes.frame))) }
    return label
  }
}

/// Offers a text for download, in UTF-8.
public func artifact(_ name: String, _ text: String) { artifact(name, Array(text.utf8)) }

/// `("model", ".json")` for `model.json`. A name without letters before its point, such as `.json`, is all stem.
private func splitExtension(_ name: String) -> (stem: String, suffix: String) {
  guard let dot = name.lastIndex(of: "."), dot > name.startIndex else {
    return (name.allSatisfy { $0 == "." } ? "artifact" : name, "")
  }
  return (String(name[..<dot]), String(name[dot...]))
}

private func mediaType(ofSuffix suffix: String) -> String {
  switch suffix.lowercased() {
  case ".csv": "text/csv"
  case ".txt", ".log": "text/plain"
  case ".md": "text/markdown"
  case ".json", ".geojson": "application/json"
  case ".html": "text/html"
  case ".pdf": "application/pdf"
  case ".png": "image/png"
  case ".svg": "image/svg+xml"
  case ".zip": "application/zip"
  case ".gz": "application/gzip"
  default: "application/octet-stream"
  }
}
