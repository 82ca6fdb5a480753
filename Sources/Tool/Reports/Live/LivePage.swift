/// A report as it is served while its analysis is watched: the page with a script that reloads it. The file on disk has no such thing.
public struct LivePage: Sendable {
  private var page: [UInt8]

  /// - Parameter report: the page as it stands on disk.
  public init(report: [UInt8]) { page = report }

  /// The page for when there is no report yet.
  public static func awaiting(_ analysis: String) -> LivePage {
    let body: HTML = """
      <div class="page"><main id="text">
      <header><h1>\(analysis)</h1>
      <p class="standfirst">The report will stand here after the first run.</p></header>
      </main></div>

      """
    return LivePage(report: HTMLDocument(title: analysis, style: PackageResources.report_css, body: body).html().bytes)
  }

  /// The page with what it takes to keep up.
  /// - Parameters:
  ///   - revision: which report it is; see ``LiveState/revision``.
  ///   - events: the path of the event stream, at the server that the page comes from.
  public func served(revision: String, events: String) -> [UInt8] {
    let (style, script) = (PackageResources.live_css, PackageResources.live_js)
    let addition: HTML = """
      <style>\(HTML(markup: style))</style>
      <script data-revision="\(revision)" data-events="\(events)">\(HTML(markup: script))</script>

      """
    var result = page
    ContentSecurityPolicy.permit(style: style, script: script, in: &result)
    // The last one: scripts and texts before it may speak of it.
    let end = Array("</body>".utf8)
    let place = result.indices.reversed().first { result[$0...].starts(with: end) } ?? result.endIndex
    result.insert(contentsOf: addition.bytes, at: place)
    return result
  }
}
