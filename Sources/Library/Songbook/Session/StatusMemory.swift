import Glibc
import Runs
import Synchronization

/// The analysis's side of the ``StatusPage``: two stores a statement, which the runner can still read after SIGKILL,
/// and how the process comes to its end.
final class StatusMemory: Sendable {
  /// Points to `StatusPage.byteCount` bytes that stay mapped to the end of the process; private memory until a runner's
  /// page is mapped. Written by the thread that runs the top-level code; others only read.
  nonisolated(unsafe) private var numbers: UnsafeMutablePointer<Int32>

  nonisolated(unsafe) private let unshared: UnsafeMutablePointer<Int32>

  init() {
    unshared = .allocate(capacity: StatusPage.byteCount / 4)
    unshared.initialize(repeating: 0, count: StatusPage.byteCount / 4)
    numbers = unshared
    cell = -1
  }

  func map(_ path: String) {
    let file = open(path, O_RDWR | O_CLOEXEC)
    guard file >= 0 else { return }
    defer { close(file) }
    let memory = mmap(nil, StatusPage.byteCount, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
    guard let memory, memory != MAP_FAILED else { return }
    numbers = memory.assumingMemoryBound(to: Int32.self)
    cell = -1
  }

  /// Goes on with private memory.
  func unmap() { numbers = unshared }

  var cell: Int32 {
    get { numbers[StatusPage.cellOffset / 4] }
    set { numbers[StatusPage.cellOffset / 4] = newValue }
  }

  /// Where ``line`` stands; it stays there once a runner's page is mapped.
  var currentLine: UnsafePointer<Int32> { UnsafePointer(numbers + StatusPage.lineOffset / 4) }

  var line: Int32 {
    get { numbers[StatusPage.lineOffset / 4] }
    set { numbers[StatusPage.lineOffset / 4] = newValue }
  }

  /// The signal that a thread crashed with; 0 for none. Kept here too: the file may be cut by then, and a look at the
  /// page would crash once more.
  var signal: Int32 {
    get { ownSignal.load(ordering: .sequentiallyConsistent) }
    set {
      ownSignal.store(newValue, ordering: .sequentiallyConsistent)
      numbers[StatusPage.signalOffset / 4] = newValue
    }
  }
  private let ownSignal = Atomic<Int32>(0)

  func note(_ exit: StatusPage.Exit) {
    if case .called(let number) = exit {
      numbers[StatusPage.exitNumberOffset / 4] = Int32(truncatingIfNeeded: number)
    }
    // What was found out first is why the other came.
    if numbers[StatusPage.exitOffset / 4] == 0 { numbers[StatusPage.exitOffset / 4] = exit.code }
  }
}
