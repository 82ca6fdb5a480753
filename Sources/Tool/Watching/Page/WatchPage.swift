import Pages

/// A report as it is served while its analysis is watched: the page on disk with a script that keeps it up to date.
public struct WatchPage: Sendable {
  private var page: [UInt8]

  /// - Parameter report: the page as it is on disk.
  public init(report: [UInt8]) { page = report }

  /// The page for when there is no report yet.
  public static func awaiting(_ analysis: String) -> WatchPage {
    let body: HTML = """
      <div class="page"><main id="text">
      <header><h1>\(analysis)</h1>
      <p class="standfirst">The report will stand here after the first run.</p></header>
      </main></div>

      """
    return WatchPage(report: HTMLDocument(title: analysis, styles: [HTMLDocument.sharedStyle], body: body).html().bytes)
  }

  /// The page with the script, and with the policy that allows it. A file that is no report is served as it is.
  /// - Parameters:
  ///   - revision: which report it is; see ``WatchState/revision``.
  ///   - events: the path of the event stream, at the server that the page comes from.
  public func served(revision: String, events: String) -> [UInt8] {
    guard var document = WrittenDocument(page) else { return page }
    document.add(style: PackageResources.watch_css)
    document.add(InlineScript(PackageResources.watch_js, data: ["revision": revision, "events": events]))
    document.allowConnections()
    return document.bytes
  }
}
