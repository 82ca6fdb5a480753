import FoundationEssentials
import Runs

/// What the Swift runtime wrote about a crash, cut down to what concerns the author.
struct CrashReport {
  /// `Fatal error: Index out of range`, or what the runtime calls the trap.
  var message: String?
  /// Frames in the author's files, innermost first.
  var frames: [Frame] = []

  struct Frame: Equatable {
    var function: String
    /// The shared file; nil for the analysis itself.
    var path: String?
    var line: Int

    /// `mean at line 3`, `mean at common/means.swift:3`.
    var description: String { "\(function) at \(path.map { "\($0):" } ?? "line ")\(line)" }
  }

  /// - Parameters:
  ///   - path: the file that the backtracer wrote, JSON.
  ///   - errors: what stood on stderr.
  init(backtrace path: String, errors: String, program: Program) {
    if let bytes = try? Files.read(path),
      let written = try? JSONDecoder().decode(Backtrace.self, from: Data(bytes))
    {
      let thread = written.threads.first { $0.crashed == true }
      let failure = "Swift runtime failure: "
      message = thread?.frames.lazy.compactMap(\.description).first { $0.hasPrefix(failure) }
        .map { "Fatal error: " + $0.dropFirst(failure.count).prefix { $0 != "+" } }
        .map { $0.trimmingSuffix(" ") }
      frames = (thread?.frames ?? []).compactMap { CrashReport.frame($0, program) }
    }
    message = CrashReport.fatalError(in: errors) ?? message
  }

  /// The author's own functions keep their name; top-level code is called after nothing.
  private static func frame(_ frame: Backtrace.Frame, _ program: Program) -> Frame? {
    guard let place = frame.sourceLocation, place.line > 0 else { return nil }
    let description = frame.description ?? ""
    guard !description.hasPrefix("Swift runtime failure") else { return nil }
    let function = description.firstRange(of: " + ").map { String(description[..<$0.lowerBound]) } ?? description
    func isPlace(_ path: String) -> Bool { place.file == path || place.file.hasSuffix("/" + path) }
    if let shared = program.shared.first(where: { isPlace($0.compiledPath) }) {
      return Frame(function: function, path: shared.path, line: place.line)
    }
    let isMachinery = place.file.hasSuffix(Program.machineryPath)
    guard isMachinery || isPlace(program.compiledPath) else { return nil }
    let line = program.authorsPlace(
      path: isMachinery ? Program.machineryPath : program.path, line: place.line, column: place.column ?? 1
    ).line
    return Frame(function: function == "main" || function.hasPrefix("async_Main") ? "top level" : function, line: line)
  }

  /// The last fatal error on stderr, without the place before it and without the backtracer's own text after it.
  private static func fatalError(in errors: String) -> String? {
    let text = withoutBacktracerNotes(errors)
    for word in ["Fatal error: ", "Fatal error", "Precondition failed", "Assertion failed"] {
      guard let start = text.ranges(of: word).last?.lowerBound else { continue }
      return withoutRuntimeNotes(text[start...].prefix(2000)).trimmingSuffix("\n")
    }
    return nil
  }

  /// stderr without the lines in which the runtime says that it makes a backtrace.
  static func withoutBacktracerNotes(_ errors: String) -> String {
    guard let note = errors.ranges(of: "\n*** Signal ").last ?? errors.ranges(of: "*** Signal ").last else {
      return errors
    }
    return String(errors[..<note.lowerBound])
  }

  /// What the runtime says of its own work beside the error.
  private static func withoutRuntimeNotes(_ text: Substring) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("swift-runtime: ") }
      .joined(separator: "\n")
  }

  /// A stretch of stderr without what the Swift runtime says about the crash, which stands in the cell's problem; nil
  /// when nothing is left.
  static func withoutRuntimeMessages(_ output: Output) -> Output? {
    guard let form = output.representations.first, form.stream == "stderr", form.file == nil, let text = form.text
    else {
      return output
    }
    var kept = withoutRuntimeNotes(withoutBacktracerNotes(text)[...])
    // Several threads may have met the same end.
    while let word = kept.ranges(of: "Fatal error").last?.lowerBound {
      kept = String(kept[..<(kept[..<word].lastIndex(of: "\n").map(kept.index(after:)) ?? kept.startIndex)])
    }
    guard !kept.isEmpty else { return nil }
    var output = output
    output.representations[0].text = kept
    return output
  }

  /// The environment variable that asks the runtime for a backtrace of the crashed thread.
  static func request(path: String) -> String {
    [
      "enable=yes", "threads=crashed", "registers=none", "images=none", "format=json", "color=no", "interactive=no",
      "limit=64", "top=16", "timeout=0", "output-to=\(path)",
    ].joined(separator: ",")
  }

  private struct Backtrace: Decodable {
    struct Thread: Decodable {
      var crashed: Bool?
      var frames: [Frame]
    }
    struct Frame: Decodable {
      var description: String?
      var sourceLocation: Place?
    }
    struct Place: Decodable {
      var file: String
      var line: Int
      var column: Int?
    }
    var threads: [Thread]
  }
}

extension String {
  func trimmingSuffix(_ characters: String) -> String {
    var text = self[...]
    while let last = text.last, characters.contains(last) { text.removeLast() }
    return String(text)
  }
}
