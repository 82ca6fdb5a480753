import CLinux
import Glibc
import Runs

/// A process in a group of its own, so that it and everything it starts can be ended together.
struct ChildProcess: ~Copyable {
  let identifier: pid_t

  /// - Parameters:
  ///   - standardOutput: what becomes descriptor 1 of the child.
  ///   - standardError: what becomes descriptor 2.
  init(
    executable: String, arguments: [String], environment: [String: String], standardOutput: Int32,
    standardError: Int32
  ) throws(RunFailure) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, standardOutput, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, standardError, STDERR_FILENO)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    posix_spawnattr_setflags(&attributes, Int16(flags))

    var argv = ([executable] + arguments).map { strdup($0) } + [nil]
    var envp = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var started: pid_t = 0
    let problem = posix_spawn(&started, executable, &actions, &attributes, &argv, &envp)
    guard problem == 0 else {
      throw RunFailure("\(executable) could not be started: \(String(cString: strerror(problem)))")
    }
    identifier = started
  }

  /// How a process ended.
  enum Ending: Sendable, Equatable {
    case exited(Int32)
    case signalled(Int32)
    /// Killed because of an ``Interruption``.
    case interrupted
  }

  /// How it ended and the most resident memory it had, in bytes; nil while it runs.
  func ending() -> (ending: Ending, peakMemory: Int)? {
    var status: Int32 = 0
    var usage = rusage()
    guard wait4(identifier, &status, WNOHANG, &usage) == identifier else { return nil }
    let signal = status & 0x7F
    let ending: Ending = signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
    return (ending, usage.ru_maxrss * 1024)
  }

  /// Ends the process and all it started.
  func killGroup() { kill(-identifier, SIGKILL) }
}

/// Two connected descriptors that no other child inherits.
struct Pipe: ~Copyable {
  let reading: Int32
  private(set) var writing: Int32

  init() throws(RunFailure) {
    var ends: [Int32] = [-1, -1]
    guard pipe2(&ends, O_CLOEXEC) == 0 else {
      throw RunFailure("No pipe could be made: \(String(cString: strerror(errno)))")
    }
    reading = ends[0]
    writing = ends[1]
    _ = fcntl(reading, F_SETFL, O_NONBLOCK)
  }

  mutating func closeWriting() {
    if writing >= 0 { close(writing) }
    writing = -1
  }

  /// What is there to read, at most `limit` bytes; nil at the end.
  func available(limit: Int = 1 << 16) -> [UInt8]? {
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, initialized in
      count = read(reading, buffer.baseAddress, limit)
      initialized = max(0, count)
    }
    if count == 0 { return nil }
    if count < 0 && errno != EAGAIN && errno != EINTR { return nil }
    return bytes
  }

  deinit {
    close(reading)
    if writing >= 0 { close(writing) }
  }
}
