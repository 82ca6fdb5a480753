import Foundation
import Reports
import Synchronization
import Watching

/// The report of one analysis as browsers of this machine see it: the page, its files, and what goes on meanwhile.
final class LiveReport: Sendable {
  private struct State {
    var live: LiveState
    var publishedCount = 0
  }

  let audience = Audience()
  private let name: String
  private let folder: SharedFolder
  /// Another for every watch, so that a page of an earlier one is out of date.
  private let session = String(UInt32.random(in: .min ... .max), radix: 36)
  private let state: Mutex<State>
  /// No file of a report has such a name.
  private static let events = "/.events"

  /// - Parameter folder: where the report stands, or will.
  init(of name: String, in folder: String) {
    self.name = name
    self.folder = SharedFolder(folder)
    state = Mutex(State(live: LiveState(phase: .running, revision: "\(session)-0", words: "")))
  }

  func answer(_ request: Request) -> Response {
    switch request.path {
    case LiveReport.events: return .events
    case "/", "/index.html":
      // The revision first: a page that is newer than it says is loaded once more, an older one never stays.
      let revision = state.withLock { $0.live.revision }
      let report = folder.answer("/index.html")
      let page = report.status == .ok ? LivePage(report: report.body) : .awaiting(name)
      return Response(
        mediaType: "text/html; charset=utf-8", body: page.served(revision: revision, events: LiveReport.events))
    default: return folder.answer(request.path)
    }
  }

  /// Tells all open pages.
  /// - Parameter isPublished: whether the report is another now.
  func tell(
    _ phase: LiveState.Phase, _ words: String, share: Double? = nil, isBad: Bool = false, target: String? = nil,
    isPublished: Bool = false
  ) {
    state.withLock { state in
      if isPublished { state.publishedCount += 1 }
      state.live = LiveState(phase: phase, revision: "\(session)-\(state.publishedCount)", words: words)
      state.live.share = share
      state.live.isBad = isBad
      state.live.target = target
      guard let message = try? JSONText.of(state.live, isCompact: true) else { return }
      audience.tell(message)
    }
  }
}
