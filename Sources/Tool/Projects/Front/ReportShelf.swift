import Foundation
import Notebooks
import Pages
import Reports
import Runs

/// The folder `reports/` as its front page shows it.
///
/// Writing the page reads little: what is known of an analysis and its runs stands in the cache, with what the page says
/// of it, and holds until its folder changes. Of a new run one manifest is read.
struct ReportShelf {
  /// The folder of the reports.
  let directory: String
  private let cache: String
  private let showsTimes: Bool

  /// - Parameters:
  ///   - workFolder: `.songbook`.
  ///   - showsTimes: whether the page holds dates and times.
  init(_ directory: String, workFolder: String, showsTimes: Bool) {
    self.directory = directory
    let place = Fingerprint("front/1", Files.absolute(directory), "\(showsTimes)").text.prefix(12)
    cache = "\(workFolder)/cache/front/\(place)"
    self.showsTimes = showsTimes
  }

  private var page: String { directory + "/index.html" }
  private static let patience = 10.0

  /// Writes the front page as the folder is now. A page that somebody else has put there stays.
  func writeFrontPage() throws(RunFailure) {
    // Of two runs that end at once the later one sees both.
    guard let lock = FolderLock(directory, patience: ReportShelf.patience) else {
      throw RunFailure("\(page) was not written: another process has locked the folder")
    }
    defer { withExtendedLifetime(lock) {} }
    guard isOwn else { return }
    let names = Files.names(in: directory).filter { !$0.hasPrefix(".") }
    let comparisons = names.filter { $0.hasSuffix(".html") && $0 != "index.html" }
    let compared = comparisons.map { ($0, ReportShelf.comparedAnalysis("\(directory)/\($0)")) }
    let matrices = Dictionary(
      names.filter { $0.hasSuffix(".matrix") }.map { (String($0.dropLast(7)), $0) }, uniquingKeysWith: { $1 })
    let analyses = Set(names.filter { Files.isRegularFile("\(directory)/\($0)/run.json") })
    let entries = analyses.union(matrices.keys).sorted().compactMap { name in
      entry(
        name, hasReport: analyses.contains(name), matrix: matrices[name],
        comparisons: compared.filter { $0.1 == name }.map(\.0))
    }
    Files.removeAbandoned(besides: page)
    try Files.replace(page, with: FrontPage(entries: entries).bytes)
  }

  /// Nothing, or a front page of Songbook's.
  private var isOwn: Bool {
    guard Files.exists(page) else { return true }
    guard Files.isRegularFile(page), let start = try? Files.read(page, first: 1 << 12) else { return false }
    return String(decoding: start, as: UTF8.self).contains("content=\"\(FrontPage.generator)\"")
  }

  // MARK: Entries

  /// What the cache holds of an analysis.
  private struct Known: Codable {
    var title: String
    var runs: [String: FrontEntry.Run]
    /// What the picture was made from.
    var pictureSource: String?
    var picture: FrontPicture?
  }

  private func entry(_ name: String, hasReport: Bool, matrix: String?, comparisons: [String]) -> HTML? {
    let folder = "\(directory)/\(name)"
    var pages = matrix.flatMap { matrixPage($0) }.map { [$0] } ?? []
    let inside = Files.names(in: folder).filter { $0.hasSuffix(".html") && $0 != "index.html" && !$0.hasPrefix(".") }
    let own = inside.filter { ReportShelf.comparedAnalysis("\(folder)/\($0)") != nil }.map { "\(name)/\($0)" }
    pages += (own + comparisons).map { FrontEntry.Page(path: $0, title: "What changed (\($0))") }
    var stamp = Fingerprint(hasReport ? "report" : "", signature("\(folder)/run.json"), signature("\(folder)/runs"))
    for page in pages {
      stamp.add(page.path)
      stamp.add(page.title)
    }
    // The names of files are those of folders.
    let (known, shown) = ("\(cache)-\(name).json", "\(cache)-\(name).html")
    let head = Array("<!--\(stamp.text)-->\n".utf8)
    if let bytes = try? Files.read(shown), bytes.starts(with: head) {
      return HTML(markup: Array(bytes.dropFirst(head.count)))
    }
    guard hasReport else {
      guard let matrix, let title = try? MatrixFolder(directory: "\(directory)/\(matrix)").matrix().title else {
        return nil
      }
      return FrontEntry(name: name, title: title, runs: [], pages: pages).html(showsTimes: showsTimes)
    }
    let old = (try? Files.read(known)).flatMap { try? JSONDecoder().decode(Known.self, from: Data($0)) }
    guard let (entry, new) = read(name, pages, old) else { return nil }
    let html = entry.html(showsTimes: showsTimes)
    if (try? Files.makeDirectory((cache as NSString).deletingLastPathComponent)) != nil {
      if let json = try? JSONEncoder.forRuns.encode(new) { try? Files.replace(known, with: Array(json)) }
      try? Files.replace(shown, with: head + html.bytes)
    }
    return html
  }

  private func signature(_ path: String) -> String {
    Files.information(path).map(FileAccess.signature) ?? "absent"
  }

  private func matrixPage(_ name: String) -> FrontEntry.Page? {
    guard Files.isRegularFile("\(directory)/\(name)/index.html") else { return nil }
    let count = Files.names(in: "\(directory)/\(name)/points").count { !$0.hasPrefix(".") }
    return FrontEntry.Page(path: "\(name)/index.html", title: "Matrix of \(count) runs")
  }

  /// Reads what is new in the folder of an analysis.
  /// - Parameter old: what was known before.
  private func read(_ name: String, _ pages: [FrontEntry.Page], _ old: Known?) -> (FrontEntry, Known)? {
    let folder = "\(directory)/\(name)"
    guard let latest = try? RunSummary(in: folder) else { return nil }
    let title = ReportShelf.title("\(folder)/index.html") ?? name
    var known = Known(title: title, runs: [:], pictureSource: old?.pictureSource, picture: old?.picture)
    let store = RunStore(directory: directory)
    var runs = [FrontEntry.Run(latest, folder: "")]
    for earlier in store.earlierRuns(of: name) {
      let read = {
        (try? RunSummary(in: "\(folder)/runs/\(earlier)", withCells: false)).map { FrontEntry.Run($0, folder: earlier) }
      }
      guard let run = old?.runs[earlier] ?? read() else { continue }
      known.runs[earlier] = run
      runs.append(run)
    }
    let forms = latest.cells.flatMap(\.outputs).first { $0.kind == .figure }?.representations ?? []
    let pictures = forms.filter { $0.mediaType == "image/png" }
    let light = pictures.first { $0.variant != .dark }?.file
    let dark = pictures.first { $0.variant == .dark }?.file
    let source = light.map { "\($0) \(signature("\(folder)/\($0)"))" }
    if source != known.pictureSource || (source != nil && known.picture == nil) {
      func bytes(_ file: String?) -> [UInt8]? { file.flatMap { try? Files.read($0, within: folder) } }
      known.pictureSource = source
      known.picture = bytes(light).flatMap { FrontPicture(light: $0, dark: bytes(dark)) }
    }
    return (FrontEntry(name: name, title: title, runs: runs, picture: known.picture, pages: pages), known)
  }

  // MARK: Pages on disk

  /// The title of a page that ``HTMLDocument`` has written; nil for anything else.
  private static func title(_ path: String) -> String? {
    guard Files.isRegularFile(path), let start = try? Files.read(path, first: 1 << 14) else { return nil }
    let text = String(decoding: start, as: UTF8.self)
    guard let match = text.firstMatch(of: /<title>([^<]*)<\/title>/) else { return nil }
    return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(String(match.1)) {
      $0.replacing($1.0, with: $1.1)
    }
  }

  /// The analysis whose runs a page compares; nil for any other page.
  private static func comparedAnalysis(_ path: String) -> String? {
    let ending = ": what changed"
    guard let title = title(path), title.hasSuffix(ending) else { return nil }
    return String(title.dropLast(ending.count))
  }
}
