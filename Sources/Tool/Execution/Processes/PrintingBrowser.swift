import FoundationEssentials
import Glibc
import Pages
public import Runs

/// Chromium, which prints pages as PDF: tagged, with the headings as bookmarks.
public struct PrintingBrowser: Sendable {
  /// What it is called, on one system or another.
  public static let names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]

  private let executable: String
  private let environment: [String: String]

  /// The first of its names that is in the folders of `PATH`; nil where none is.
  public init?(environment: [String: String]) {
    let paths = Self.names.lazy.compactMap { Command.path(ofProgram: $0, environment: environment) }
    guard let path = paths.first else { return nil }
    executable = path
    self.environment = environment
  }

  /// Prints a page, without a network.
  /// - Parameters:
  ///   - page: the path of the page.
  ///   - seconds: how long it may take.
  ///   - interruption: what ends it before its time.
  /// - Returns: the PDF; nil where it was interrupted.
  /// - Throws: `RunFailure` where there is no PDF for another reason.
  public func pdf(
    of page: String, seconds: Double, interruption: Interruption
  ) throws(RunFailure) -> [UInt8]? {
    let folder = FileManager.default.temporaryDirectory.path() + "songbook-print-\(UUID().uuidString)"
    try Files.makeDirectory(folder)
    defer { Files.remove(folder) }
    let output = folder + "/page.pdf"
    let command = Command(
      executable: executable,
      arguments: [
        "--headless", "--disable-gpu", "--disable-background-networking", "--disable-extensions", "--disable-sync",
        "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=\(folder)/profile",
        "--no-pdf-header-footer", "--export-tagged-pdf", "--generate-pdf-document-outline", "--print-to-pdf=\(output)",
      ]
        // Its own confinement is not to be had for the superuser; the page may load nothing anyway.
        + (geteuid() == 0 ? ["--no-sandbox"] : []) + [URL(filePath: Files.absolute(page)).absoluteString],
      environment: environment, interruption: interruption, deadline: Deadline(seconds: seconds))
    let result = try command.run()
    switch result.ending {
    case .interrupted: return nil
    case .timedOut:
      throw RunFailure(
        "\(executable) did not print \(page) within \(Wording.duration(seconds))",
        hint: "Give it more with --timeout, or print the page in a browser.")
    case .exited, .signalled, .notStarted: break
    }
    guard let pdf = try? Files.read(output), pdf.starts(with: "%PDF-".utf8) else {
      let said = result.standardError.split(separator: "\n").last { $0.contains("ERROR") }
      throw RunFailure("\(executable) printed nothing: \(said.map(String.init) ?? "it did not say why")")
    }
    return pdf
  }
}
