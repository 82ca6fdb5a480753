import Glibc
import Runs

/// A short-lived helper process whose output is read whole.
struct Command: Sendable {
  /// The path of the program.
  var executable: String
  var arguments: [String]
  var environment: [String: String]
  /// Ends the process when it is asked for.
  var interruption: Interruption?

  struct Output: Sendable {
    var ending: ChildProcess.Ending
    var standardOutput: String
    var standardError: String
  }

  /// Runs the process to its end; blocks the thread.
  /// - Throws: when it cannot be started.
  func run() throws(RunFailure) -> Output {
    var output = try Pipe()
    var errors = try Pipe()
    let child = try ChildProcess(
      executable: executable, arguments: arguments, environment: environment, standardOutput: output.writing,
      standardError: errors.writing)
    output.closeWriting()
    errors.closeWriting()
    var isInterrupted = false
    var outputBytes: [UInt8] = []
    var errorBytes: [UInt8] = []
    var isOpen = (output: true, errors: true)
    while isOpen.output || isOpen.errors {
      var polled = [
        pollfd(fd: isOpen.output ? output.reading : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: isOpen.errors ? errors.reading : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: isInterrupted ? -1 : interruption?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
      ]
      poll(&polled, nfds_t(polled.count), -1)
      if polled[2].revents != 0 {
        isInterrupted = true
        child.killGroup()
      }
      if polled[0].revents != 0 {
        if let bytes = output.available() { outputBytes += bytes } else { isOpen.output = false }
      }
      if polled[1].revents != 0 {
        if let bytes = errors.available() { errorBytes += bytes } else { isOpen.errors = false }
      }
    }
    var status: Int32 = 0
    while waitpid(child.identifier, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7F
    let ending: ChildProcess.Ending = signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
    return Output(
      ending: isInterrupted ? .interrupted : ending, standardOutput: String(decoding: outputBytes, as: UTF8.self),
      standardError: String(decoding: errorBytes, as: UTF8.self))
  }
}
