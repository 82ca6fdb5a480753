public import Runs

/// What statements leave in the process for those after them, beside variables and files: environment, working folder,
/// locale, signal handlers and settings of the user in one, which all that runs later depends on; and the random numbers
/// of the C library, which only those that draw depend on.
struct ProcessState {
  /// A hash of all that changed it so far; empty while nothing has.
  private(set) var changed = ""
  /// The same of random numbers.
  private(set) var drawn = ""

  /// - Parameter key: of the statement, with what it found.
  mutating func note(_ trace: StatementTrace, of key: String) {
    if trace.uses(.process) { changed = Fingerprint(changed, key).text }
    if trace.uses(.seeded) || trace.uses(.drew) { drawn = Fingerprint(drawn, key).text }
  }

  /// What changes the process, by the names of functions and types: for statements that have not run yet.
  static let changingNames: Set<String> = settings.union([
    "setenv", "unsetenv", "putenv", "clearenv", "chdir", "fchdir", "setlocale", "uselocale", "umask", "signal",
    "sigaction",
  ])
  static let drawingNames: Set<String> = [
    "rand", "random", "drand48", "lrand48", "mrand48", "srand", "srandom", "srand48", "seed48", "initstate", "setstate",
    "strtok",
  ]
  /// Settings of Foundation that hold for the whole process, and whose changes are not traced.
  static let settings: Set<String> = ["UserDefaults", "NSTimeZone.default", "ProcessInfo.processName"]
  /// Functions that lead past everything that is watched.
  static let passages: Set<String> = ["dlopen", "dlmopen", "dlsym", "dlvsym"]
  /// What starts programs, by the names of functions and types: for statements that have not run yet.
  static let startingNames: Set<String> = ["Process", "system", "popen", "posix_spawn", "posix_spawnp"]
  /// The C library's variable, whose reads are not traced.
  static let environment = "environ"
  static let names = changingNames.union(drawingNames).union([environment]).union(passages)
    .union(startingNames).union(BackgroundWork.names)
}

extension StatementTrace {
  func uses(_ use: FileAccess.Use) -> Bool { files.contains { $0.use == use } }
  /// Whether its draws of random numbers would be the same after these.
  func drew(after drawn: String) -> Bool { files.allSatisfy { $0.use != .drew || $0.state == drawn } }
  var changesProcess: Bool { uses(.process) || uses(.seeded) || uses(.drew) }
}

extension StatementGraph {
  /// For each node the latest before it that changes the process, and the latest that draws random numbers where the
  /// node may draw some: of those, what came before follows. Where what the node reads is not traced, also all before it that
  /// write files: it may append to a file that an earlier one creates.
  /// - Parameter traces: what the nodes found when they ran; nil where that is not known, which may be anything.
  func processNeeds(_ traces: [StatementTrace?]) -> [[Int]] {
    var lastChange: Int?
    var lastDraw: Int?
    var writers: [Int] = []
    let startingNames = ProcessState.startingNames.union(ProcessState.passages)
    return nodes.indices.map { index in
      guard !nodes[index].statement.isInert else { return [] }
      let (trace, names) = (traces[index], allNames(of: index))
      let draws = trace.map { $0.uses(.drew) }
      let isUnseen = trace?.uses(.unseen) ?? !names.isDisjoint(with: startingNames)
      let needed = [lastChange, draws ?? true ? lastDraw : nil].compactMap(\.self) + (isUnseen ? writers : [])
      if isUnseen || trace?.uses(.wrote) == true { writers.append(index) }
      if trace?.uses(.process) ?? !names.isDisjoint(with: ProcessState.changingNames) { lastChange = index }
      if trace.map({ $0.uses(.drew) || $0.uses(.seeded) }) ?? !names.isDisjoint(with: ProcessState.drawingNames) {
        lastDraw = index
      }
      return needed
    }
  }
}

extension StatementGraph {
  /// The names that a node mentions, and those that what it mentions is defined with: what a constant stands for is as
  /// good as its definition.
  func namesBehind(_ index: Int) -> Set<String> {
    let names = allNames(of: index)
    return names.union(names.flatMap { definers[$0] ?? [] }.flatMap { nodes[$0].statement.uses })
  }
}

extension CacheKeys {
  /// What the statement at this position of a cell asks for or changes that is known by names alone.
  public func unseenAccesses(cell: Int, statement: Int) -> [FileAccess] {
    let index = graph.nodesOfCell[cell].lowerBound + statement
    let behind = graph.namesBehind(index).union(graph.carried[index])
    var accesses: [FileAccess] = []
    if !behind.isDisjoint(with: ProcessState.settings) { accesses.append(FileAccess(use: .process, path: "")) }
    if !behind.isDisjoint(with: ProcessState.passages) {
      accesses.append(FileAccess(use: .unseen, path: "a library"))
    }
    if behind.contains(ProcessState.environment) { accesses.append(FileAccess(use: .environment, path: "")) }
    return accesses
  }
}
