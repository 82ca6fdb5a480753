import ArgumentParser
import Foundation
import Notebooks
import Runs

/// Many runs that differ in the values of parameters.
struct MatrixOptions: ParsableArguments {
  @Option(
    name: .customLong("matrix"),
    help: ArgumentHelp(
      "Runs the analysis at each combination of values, which may be ranges (20...100/20), and compares the runs; or a YAML file with a line for each name.",
      valueName: "name=a,b"))
  var settings: [String] = []

  @Flag(help: "With --matrix: prints the points and runs none.")
  var list = false

  @Option(help: ArgumentHelp("With --matrix: runs part I of N of the points.", valueName: "i/n"))
  var shard: String?

  @Option(help: ArgumentHelp("With --matrix: how many points run side by side.", valueName: "count"))
  var jobs: Int?

  @Flag(help: "With --matrix: makes one page of all points, with a control for each parameter that varies.")
  var explorable = false

  @Option(help: ArgumentHelp("The most that the page of --explorable may weigh, such as 30MB.", valueName: "size"))
  var explorableLimit: MemorySize?

  func validate() throws {
    if settings.isEmpty, list || shard != nil || jobs != nil || explorable {
      throw ValidationError("--list, --shard, --jobs and --explorable belong to --matrix.")
    }
    if explorableLimit != nil, !explorable { throw ValidationError("--explorable-limit belongs to --explorable.") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes 1 or more.") }
    if let shard, MatrixShard(shard) == nil {
      throw ValidationError("--shard takes I/N, such as 3/20, with I from 1 to N, and not \(shard).")
    }
  }

  /// What varies, that of files in their place.
  func read() throws -> [MatrixSetting] {
    try settings.flatMap { text -> [MatrixSetting] in
      guard !text.contains("="), text.hasSuffix(".yaml") || text.hasSuffix(".yml") else {
        return [try MatrixSetting(argument: text)]
      }
      guard let bytes = FileManager.default.contents(atPath: text) else {
        throw ValidationError("The file \(text) could not be read.")
      }
      return try MatrixSetting.read(yaml: Array(bytes), path: text)
    }
  }

  /// The part that was asked for, or that a scheduler gives.
  var part: MatrixShard? {
    shard.flatMap { MatrixShard($0) } ?? MatrixShard(environment: ProcessInfo.processInfo.environment)
  }
}
