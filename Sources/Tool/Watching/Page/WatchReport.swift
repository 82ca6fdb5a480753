public import Runs
import Synchronization

/// The report of one analysis as browsers of this machine see it while it is watched: the page, its files, and the
/// events of the runs.
public final class WatchReport: Sendable {
  private struct State {
    var sent: WatchState
    var publishedCount = 0
  }

  /// The open pages.
  public let subscribers = EventSubscribers()
  private let name: String
  private let folder: SharedFolder
  /// Differs from one watch to the next, so that a page of an earlier one is out of date.
  private let session = String(UInt32.random(in: .min ... .max), radix: 36)
  private let state: Mutex<State>
  /// No file of a report has such a name.
  private static let events = "/.events"

  /// - Parameters:
  ///   - name: the name of the analysis.
  ///   - folder: the folder of the report, which need not be there yet.
  public init(of name: String, in folder: String) {
    self.name = name
    self.folder = SharedFolder(folder)
    state = Mutex(State(sent: WatchState(phase: .running, revision: "\(session)-0", message: "")))
  }

  /// Answers a browser's request.
  public func answer(_ request: Request) -> Response {
    switch request.path {
    case WatchReport.events: return .events
    case "/", "/index.html":
      // The revision first: a page that is newer than it says is loaded once more, an older one is replaced.
      let revision = state.withLock { $0.sent.revision }
      let report = folder.answer("/index.html")
      let page = report.status == .ok ? WatchPage(report: report.body) : .awaiting(name)
      return Response(
        mediaType: "text/html; charset=utf-8", body: page.served(revision: revision, events: WatchReport.events))
    default: return folder.answer(request.path)
    }
  }

  /// Sends a state to all open pages, and to those that are opened later.
  /// - Parameters:
  ///   - message: the cell that runs, or how the run ended.
  ///   - share: how much of the run is done, 0...1; nil when that is not known.
  ///   - printed: the last lines that the running cell has printed.
  ///   - isBad: whether something went wrong.
  ///   - target: the id of the page's element that shows what went wrong.
  ///   - isPublished: whether the report on disk is a new one.
  public func send(
    _ phase: WatchState.Phase, _ message: String, share: Double? = nil, printed: String? = nil, isBad: Bool = false,
    target: String? = nil,
    isPublished: Bool = false
  ) {
    state.withLock { state in
      if isPublished { state.publishedCount += 1 }
      state.sent = WatchState(phase: phase, revision: "\(session)-\(state.publishedCount)", message: message)
      state.sent.share = share
      state.sent.printed = printed
      state.sent.isBad = isBad
      state.sent.target = target
      subscribers.send(state.sent.json)
    }
  }

  /// Sends how a run ended whose report is on disk now.
  /// - Parameter isGateBroken: whether it broke a rule of the gate.
  public func sendEnd(of run: Run, isGateBroken: Bool) {
    let failedCell = run.cells.first { $0.problem != nil }
    if run.status == .ok {
      return send(.done, isGateBroken ? "A gate is broken" : "Up to date", isBad: isGateBroken, isPublished: true)
    }
    let line = failedCell?.problem?.line ?? run.diagnostics.first { $0.severity == .error }?.line
    let subject = failedCell?.name.startingSentence ?? "The run"
    let event =
      switch run.status {
      case .notCompiled: "Does not compile"
      case .timedOut: "\(subject) ran out of time"
      case .crashed: "\(subject) crashed"
      default: "\(subject) failed"
      }
    send(
      .done, event + (line.map { ", line \($0)" } ?? ""), isBad: true,
      target: failedCell.map { "cell-\($0.index + 1)" } ?? "failure", isPublished: true)
  }
}
