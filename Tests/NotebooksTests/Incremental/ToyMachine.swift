import Notebooks
import Runs

/// Runs toy notebooks, whole or as a plan says, on a disk of its own.
struct ToyMachine {
  final class Box {
    var value: Int
    init(_ value: Int) { self.value = value }
  }

  enum Value {
    case number(Int)
    case box(Box)
  }

  var disk: [String: Int]
  private var variables: [String: Value] = [:]
  private var functions: [String: ToyNotebook.Expression] = [:]
  private var scaling: ToyNotebook.Expression?
  private var ambient = 0
  private var depth = 0
  private(set) var files: [FileAccess] = []

  /// What a cell showed.
  var outputs: [Int: String] = [:]
  var findings: [TraceStore.Finding] = []
  var types: [String: Bool] = [:]
  /// By name, for those that are numbers.
  var numbers: [String: Int] { variables.compactMapValues { if case .number(let number) = $0 { number } else { nil } } }

  init(disk: [String: Int]) { self.disk = disk }

  /// - Parameters:
  ///   - plan: nil runs everything.
  ///   - restore: the value that a file holds.
  mutating func run(_ toy: ToyNotebook, plan: Plan? = nil, restore: (String) -> Int = { _ in 0 }) {
    // The parsed notebook has a cell with the import and one with the parameters before the others.
    let parts = toy.cells.indices.map { index -> (whole: Bool, rerun: Set<Int>, restored: [CachedValue]) in
      guard let planned = plan?.cells[index + 2] else { return (true, [], []) }
      return (planned.runs, Set(planned.part.rerunStatements), planned.part.restoredValues)
    }
    let parametersRun = plan.map {
      $0.cells[1].runs ? Set(toy.parameters.indices) : Set($0.cells[1].part.rerunStatements)
    }
    for index in toy.parameters.indices where parametersRun?.contains(index) ?? true {
      variables["p\(index)"] = .number(toy.parameters[index])
      types["p\(index)"] = true
      findings.append(.init(cell: 1, statement: index, files: []))
    }
    if plan?.cells[1].runs ?? true { outputs[1] = "" }
    if plan?.cells[0].runs ?? true { outputs[0] = "" }
    for (index, cell) in toy.cells.enumerated() {
      for (position, statement) in cell.statements.enumerated()
      where parts[index].whole || parts[index].rerun.contains(position) {
        switch statement {
        case .function(let name, let body), .closure(let name, let body): functions[name] = body
        case .scaling(let body): scaling = body
        default: break
        }
      }
    }
    for (index, cell) in toy.cells.enumerated() {
      for value in parts[index].restored { variables[value.name] = .number(restore(value.file)) }
      var shown = ""
      if let prose = cell.prose, parts[index].whole {
        files = []
        shown = "It is \(evaluate(prose))."
        findings.append(.init(cell: index + 2, statement: 0, files: files))
      } else if let prose = cell.prose, parts[index].rerun.contains(0) {
        // For what it changes.
        _ = evaluate(prose)
      }
      for (position, statement) in cell.statements.enumerated()
      where parts[index].whole || parts[index].rerun.contains(position) {
        files = []
        if let text = run(statement) { shown += text + "\n" }
        if parts[index].whole { findings.append(.init(cell: index + 2, statement: position, files: files)) }
      }
      if parts[index].whole { outputs[index + 2] = shown }
    }
  }

  /// Such a notebook shows something else each time it is run; for it nothing ever stays the same.
  var readsWhatIsWrittenLater: Bool {
    let uses = findings.flatMap(\.trace.files)
    return uses.indices.contains { index in
      uses[index].use == .read && uses[index...].contains { $0.use == .wrote && $0.path == uses[index].path }
    }
  }

  /// Where a statement reads what another writes, a run of a part of the notebook reads what the disk happens to hold.
  var readsWhatIsWritten: Bool {
    let uses = findings.flatMap(\.trace.files)
    let written = Set(uses.filter { $0.use == .wrote }.map(\.path))
    return uses.contains { $0.use == .read && written.contains($0.path) }
  }

  private mutating func run(_ statement: ToyNotebook.Statement) -> String? {
    switch statement {
    case .constant(let name, let value), .variable(let name, let value):
      variables[name] = .number(evaluate(value))
      types[name] = true
    case .add(let name, let value):
      let added = evaluate(value)
      if case .number(let number) = variables[name] { variables[name] = .number(number &+ added) }
    case .function, .closure, .scaling: break
    case .box(let name, let value):
      variables[name] = .box(Box(evaluate(value)))
      types[name] = false
    case .alias(let name, let other):
      variables[name] = variables[other]
      types[name] = false
    case .discarded(let value): _ = evaluate(value)
    case .setAmbient(let value): ambient = evaluate(value)
    case .shown(let value): return "\(evaluate(value))"
    }
    return nil
  }

  private mutating func evaluate(_ expression: ToyNotebook.Expression) -> Int {
    guard depth < 6 else { return 1 }
    depth += 1
    defer { depth -= 1 }
    switch expression {
    case .number(let number): return number
    case .name(let name):
      if case .number(let number) = variables[name] { return number }
      return -7
    case .sum(let one, let other):
      let left = evaluate(one)
      return left &+ evaluate(other)
    case .call(let name): return functions[name].map { evaluate($0) } ?? -11
    case .bump(let name, let by):
      guard case .box(let box) = variables[name] else { return -13 }
      box.value += by
      return box.value
    case .peek(let name):
      guard case .box(let box) = variables[name] else { return -17 }
      return box.value
    case .scaled(let name):
      let own = evaluate(.name(name))
      return scaling.map { own &+ evaluate($0) } ?? own
    case .read(let path):
      note(.read, path)
      return disk[path] ?? -19
    case .write(let path, let value):
      let written = evaluate(value)
      disk[path] = written
      note(.wrote, path)
      return written
    case .ambient: return ambient
    }
  }

  private mutating func note(_ use: FileAccess.Use, _ path: String) {
    guard use == .wrote || !files.contains(where: { $0.use == use && $0.path == path }) else { return }
    files.removeAll { $0.use == use && $0.path == path }
    files.append(FileAccess(use: use, path: path, state: ToyHistory.state(of: path, on: disk)))
  }
}
