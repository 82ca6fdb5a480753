import ArgumentParser
import Execution
import Foundation
import Runs

/// Bounds on time and memory.
struct LimitOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Ends the run after so many seconds, compiling included.", valueName: "seconds"))
  var timeout: Double?

  @Option(
    help: ArgumentHelp("Ends each cell that takes longer, unless its `timeout` says otherwise.", valueName: "seconds"))
  var cellTimeout: Double?

  @Option(help: ArgumentHelp("Memory that the analysis may use, such as 2GB or 500MB.", valueName: "size"))
  var memoryLimit: MemorySize?

  func validate() throws {
    for seconds in [timeout, cellTimeout].compactMap({ $0 }) where !RunConfiguration.timeouts.contains(seconds) {
      throw ValidationError(
        "A timeout is a number of seconds, more than 0 and at most 1,000,000,000, and not \(seconds).")
    }
    let date = "SOURCE_DATE_EPOCH"
    if let text = ProcessInfo.processInfo.environment[date], RunConfiguration.sourceDate(text) == nil {
      throw ValidationError(
        "The environment variable \(date) is “\(text)”, and has to be a number of seconds since 1970. Unset it, or "
          + "set it as in `\(date)=$(git log -1 --format=%ct)`.")
    }
  }

  /// What a run needs from outside, with these bounds.
  /// - Parameters:
  ///   - usesCache: whether what earlier runs left is used.
  ///   - interruption: what ends the run before its time.
  func configuration(
    usesCache: Bool = true, interruption: Interruption = .onSignals
  ) throws(RunFailure) -> RunConfiguration {
    var configuration = try RunConfiguration(environment: ProcessInfo.processInfo.environment)
    configuration.version = SongbookVersion.current
    configuration.usesCache = usesCache
    configuration.interruption = interruption
    configuration.runTimeout = timeout
    configuration.cellTimeout = cellTimeout
    configuration.memoryLimit = memoryLimit?.bytes
    return configuration
  }
}

/// `500MB`, `2GB`, or a plain number of bytes; powers of 1,000.
struct MemorySize: ExpressibleByArgument {
  var bytes: Int

  init?(argument: String) {
    guard let match = argument.lowercased().wholeMatch(of: /(\d+(?:\.\d+)?)\s*(kb|mb|gb|b)?/),
      let number = Double(match.1)
    else {
      return nil
    }
    let unit: Double =
      switch match.2 {
      case "kb": 1e3
      case "mb": 1e6
      case "gb": 1e9
      default: 1
      }
    guard number * unit < 1e18, number > 0 else { return nil }
    bytes = Int(number * unit)
  }
}
