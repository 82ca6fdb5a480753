import Runs

/// The files of one folder, and no others: no way up, no hidden names, no links that lead out of it.
public struct SharedFolder: Sendable {
  /// The folder.
  public var path: String

  /// - Parameter path: the folder, which need not be there yet.
  public init(_ path: String) { self.path = path }

  /// A file, or the status 404.
  /// - Parameter name: a path inside the folder, as a request names it; begins with `/`.
  public func answer(_ name: String) -> Response {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    let isPlain = parts.allSatisfy { part in
      !part.isEmpty && !part.hasPrefix(".") && !part.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "\\") }
    }
    guard isPlain, !parts.isEmpty, let bytes = contents("\(path)/\(parts.joined(separator: "/"))") else {
      return .refusal(.notFound)
    }
    let ending = parts.last?.split(separator: ".").last.map { $0.lowercased() } ?? ""
    var response = Response(mediaType: SharedFolder.mediaTypes[ending] ?? "application/octet-stream", body: bytes)
    // Files that an analysis has made may run scripts of their own, and must not act as the report.
    if ["html", "svg"].contains(ending) { response.policy += "; sandbox allow-scripts allow-downloads" }
    return response
  }

  private func contents(_ file: String) -> [UInt8]? {
    guard let root = Files.resolved(path), let resolved = Files.resolved(file), resolved.hasPrefix(root + "/") else {
      return nil
    }
    return try? Files.readRegularFile(resolved)
  }

  private static let mediaTypes = [
    "html": "text/html; charset=utf-8", "json": "application/json", "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8", "swift": "text/plain; charset=utf-8", "md": "text/plain; charset=utf-8",
    "png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf",
  ]
}
