import Glibc
import Runs
import Synchronization

/// The analysis's side of the ``StatusPage``: two stores a statement, which the runner can still read after SIGKILL.
final class StatusMemory: Sendable {
  /// Points to `StatusPage.byteCount` bytes that stay mapped to the end of the process; private memory until a runner's
  /// page is mapped. Written by the thread that runs the top-level code; others only read.
  nonisolated(unsafe) private var numbers: UnsafeMutablePointer<Int32>

  init() {
    numbers = .allocate(capacity: StatusPage.byteCount / 4)
    numbers.initialize(repeating: 0, count: StatusPage.byteCount / 4)
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

  var cell: Int32 {
    get { numbers[StatusPage.cellOffset / 4] }
    set { numbers[StatusPage.cellOffset / 4] = newValue }
  }

  var line: Int32 {
    get { numbers[StatusPage.lineOffset / 4] }
    set { numbers[StatusPage.lineOffset / 4] = newValue }
  }
}
