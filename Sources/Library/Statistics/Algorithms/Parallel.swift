import Dispatch

/// Work on all cores.
package enum Parallel {
  /// Below this many values the threads would cost more than they save.
  private static let worthwhile = 50_000

  /// The results for 0, 1, ... in order, made at the same time when there is enough work.
  ///
  /// - Parameter work: about how many values are looked at in all.
  package static func map<Result>(_ count: Int, work: Int = .max, _ body: (Int) -> Result) -> [Result] {
    guard count > 1, work >= worthwhile else { return (0..<count).map(body) }
    return withoutActuallyEscaping(body) { body in
      // Each index is written by exactly one iteration, and all have ended before the array is read.
      nonisolated(unsafe) let body = body
      return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
        nonisolated(unsafe) let results = buffer
        DispatchQueue.concurrentPerform(iterations: count) { index in
          results.initializeElement(at: index, to: body(index))
        }
        initialized = count
      }
    }
  }
}
