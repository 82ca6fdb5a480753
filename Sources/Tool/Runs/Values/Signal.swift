import Glibc

/// A signal that can end a process.
package struct Signal: Equatable {
  package var number: Int32

  package init(number: Int32) { self.number = number }

  package init?(name: String) {
    guard let known = Signal.names.first(where: { $0.value == name }) else { return nil }
    number = known.key
  }

  package var name: String { Signal.names[number] ?? "signal \(number)" }

  /// What it says about the process, for readers who do not know signals.
  package var meaning: String {
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
