import Glibc
import Runs

/// A short-lived helper process whose output is read whole.
struct Command: Sendable {
  /// The path of the program.
  var executable: String
  var arguments: [String]
  var environment: [String: String]
  /// Where the program starts; nil for where this process is.
  var folder: String?
  /// Ends the process when it is asked for.
  var interruption: Interruption?
  /// Ends the process when it comes.
  var deadline: Deadline?

  struct Output: Sendable {
    var ending: ChildProcess.Ending
    var standardOutput: String
    var standardError: String
  }

  /// Where a program is in the folders of `PATH`; nil where it is in none.
  static func path(ofProgram name: String, environment: [String: String]) -> String? {
    let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  /// What a process may write at most; more is read and dropped.
  private static let longestOutput = 1 << 26

  /// Runs the process to its end; blocks the thread.
  /// - Throws: when it cannot be started.
  func run() throws(RunFailure) -> Output {
    var started = try start()
    return try started.finish()
  }

  /// Starts the process, and does not wait for it.
  func start() throws(RunFailure) -> Started { try Started(self) }

  /// A process that runs beside this one; it ends with this value.
  struct Started: ~Copyable {
    private let command: Command
    private let output: Pipe
    private let errors: Pipe
    private var child: ChildProcess

    fileprivate init(_ command: Command) throws(RunFailure) {
      self.command = command
      var output = try Pipe()
      var errors = try Pipe()
      child = try ChildProcess(
        executable: command.executable, arguments: command.arguments, environment: command.environment,
        in: command.folder, standardOutput: output.writing, standardError: errors.writing)
      output.closeWriting()
      errors.closeWriting()
      self.output = output
      self.errors = errors
    }

    /// Waits for the end of the process; blocks the thread. Only the first call does.
    mutating func finish() throws(RunFailure) -> Output {
      var forced: ChildProcess.Ending?
      var outputBytes: [UInt8] = []
      var errorBytes: [UInt8] = []
      var isOpen = (output: true, errors: true)
      while true {
        var polled = [
          pollfd(fd: isOpen.output ? output.reading : -1, events: Int16(POLLIN), revents: 0),
          pollfd(fd: isOpen.errors ? errors.reading : -1, events: Int16(POLLIN), revents: 0),
          pollfd(fd: child.descriptor, events: Int16(POLLIN), revents: 0),
          pollfd(
            fd: forced == nil ? command.interruption?.descriptor ?? -1 : -1, events: Int16(POLLIN), revents: 0),
        ]
        poll(&polled, nfds_t(polled.count), forced == nil ? command.deadline?.milliseconds ?? -1 : -1)
        if polled[0].revents != 0 { isOpen.output = Command.take(output.available(), into: &outputBytes) }
        if polled[1].revents != 0 { isOpen.errors = Command.take(errors.available(), into: &errorBytes) }
        // What has ended is not ended for being late, however late it is looked at.
        if polled[2].revents != 0 { break }
        guard forced == nil else { continue }
        if polled[3].revents != 0 { forced = .interrupted }
        if let deadline = command.deadline, deadline.isOver {
          forced = forced ?? .timedOut(seconds: deadline.seconds)
        }
        if forced != nil { child.end() }
      }
      // What was written before the end is in the pipes, also what came after `poll` had looked at them.
      Command.takeRest(of: output, into: &outputBytes)
      Command.takeRest(of: errors, into: &errorBytes)
      let ending = child.ending().ending
      if case .notStarted(let problem) = ending { throw ChildProcess.notStarted(command.executable, problem) }
      return Output(
        ending: forced ?? ending, standardOutput: String(decoding: outputBytes, as: UTF8.self),
        standardError: String(decoding: errorBytes, as: UTF8.self))
    }
  }

  fileprivate static func takeRest(of pipe: borrowing Pipe, into all: inout [UInt8]) {
    while let bytes = pipe.available(), !bytes.isEmpty { _ = take(bytes, into: &all) }
  }

  /// - Returns: whether more may come.
  fileprivate static func take(_ bytes: [UInt8]?, into all: inout [UInt8]) -> Bool {
    guard let bytes else { return false }
    if all.count < longestOutput { all += bytes }
    return true
  }
}
