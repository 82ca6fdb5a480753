import Glibc

/// A signal that can end a process.
struct Signal: Equatable {
  var number: Int32

  init(number: Int32) { self.number = number }

  init?(name: String) {
    guard let known = Signal.names.first(where: { $0.value == name }) else { return nil }
    number = known.key
  }

  var name: String { Signal.names[number] ?? "signal \(number)" }

  /// What a reader who does not know signals wants to hear.
  var meaning: String {
    switch number {
    case SIGSEGV, SIGBUS: "a bad memory access, or recursion without end"
    case SIGABRT: "the process aborted itself"
    case SIGFPE: "an arithmetic error"
    case SIGILL, SIGTRAP: "a failed check of the Swift runtime"
    case SIGXCPU: "the limit on processor time was reached"
    case SIGXFSZ: "the limit on file size was reached"
    default: "the process was killed from outside"
    }
  }

  private static let names: [Int32: String] = [
    SIGHUP: "SIGHUP", SIGINT: "SIGINT", SIGQUIT: "SIGQUIT", SIGILL: "SIGILL", SIGTRAP: "SIGTRAP", SIGABRT: "SIGABRT",
    SIGBUS: "SIGBUS", SIGFPE: "SIGFPE", SIGKILL: "SIGKILL", SIGSEGV: "SIGSEGV", SIGPIPE: "SIGPIPE",
    SIGALRM: "SIGALRM", SIGTERM: "SIGTERM", SIGUSR1: "SIGUSR1", SIGUSR2: "SIGUSR2", SIGXCPU: "SIGXCPU",
    SIGXFSZ: "SIGXFSZ", SIGSYS: "SIGSYS",
  ]
}
