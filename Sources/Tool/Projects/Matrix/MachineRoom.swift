import Foundation

/// What this machine has room for.
enum MachineRoom {
  /// How many runs fit side by side: as many as there are cores, and as have room in the memory that is free.
  /// - Parameter peakMemory: bytes that one took; nil where that is not known.
  static func jobs(peakMemory: Int?) -> Int {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    guard let peakMemory, peakMemory > 0, let free = freeMemory else { return max(1, cores) }
    // Runs differ: a fifth is kept free.
    return max(1, min(cores, free / 5 * 4 / peakMemory))
  }

  /// In bytes, as the kernel estimates it.
  private static var freeMemory: Int? {
    guard let text = try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("MemAvailable:") })
    else { return nil }
    return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
  }
}
