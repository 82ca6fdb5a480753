import Glibc

/// Runs work on a thread with a large stack.
///
/// Syntax trees nest as deeply as their source: a chain of 50,000 calls is 50,000 levels, and each walk over the tree
/// descends them all. The stack's pages are only taken when touched, so its size costs nothing otherwise.
enum DeepStack {
  private static let byteCount = 1 << 30

  static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) -> Value {
    let job = Job { Outcome(value: work()) }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, byteCount)
    var thread = pthread_t()
    let context = Unmanaged.passRetained(job)
    let status = pthread_create(
      &thread, &attributes,
      { context in
        guard let context else { return nil }
        Unmanaged<AnyJob>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, context.toOpaque())
    guard status == 0 else {
      context.release()
      return work()
    }
    pthread_join(thread, nil)
    return job.outcome?.value ?? work()
  }

  private struct Outcome<Value: Sendable>: Sendable { let value: Value }

  private class AnyJob { func run() {} }

  private final class Job<Value: Sendable>: AnyJob {
    let work: @Sendable () -> Outcome<Value>
    var outcome: Outcome<Value>?
    init(_ work: @escaping @Sendable () -> Outcome<Value>) { self.work = work }
    override func run() { outcome = work() }
  }
}
