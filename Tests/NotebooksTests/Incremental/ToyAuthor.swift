/// Writes toy notebooks and changes them, as chance will have it.
struct ToyAuthor {
  /// Numbers that are the same in every run of the tests (SplitMix64).
  struct Chance: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  var chance: Chance
  private var count = 0
  static let paths = ["x.txt", "y.txt"]

  init(seed: UInt64) { chance = Chance(state: seed) }

  private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &chance) }
  private mutating func pick<Element>(_ elements: [Element]) -> Element? { elements.randomElement(using: &chance) }

  mutating func notebook() -> ToyNotebook {
    var toy = ToyNotebook(parameters: [below(9), below(9)], cells: [])
    for _ in 0..<(3 + below(6)) { toy.cells.append(cell(in: toy)) }
    return toy
  }

  /// Names that a notebook defines: numbers, variables among them, functions, boxes.
  private struct Names {
    var numbers: [String] = []
    var variables: [String] = []
    var functions: [String] = []
    var boxes: [String] = []

    init(_ toy: ToyNotebook, _ own: [ToyNotebook.Statement]) {
      numbers = toy.parameters.indices.map { "p\($0)" }
      for statement in toy.cells.flatMap(\.statements) + own {
        switch statement {
        case .constant(let name, _): numbers.append(name)
        case .variable(let name, _):
          numbers.append(name)
          variables.append(name)
        case .function(let name, _), .closure(let name, _): functions.append(name)
        case .box(let name, _), .alias(let name, _): boxes.append(name)
        case .add, .discarded, .scaling, .setAmbient, .shown: break
        }
      }
    }
  }

  private mutating func cell(in toy: ToyNotebook) -> ToyNotebook.Cell {
    count += 1
    var cell = ToyNotebook.Cell(title: "Cell \(count)")
    if below(6) == 0 {
      cell.prose = expression(Names(toy, []))
      return cell
    }
    switch below(8) {
    case 0: cell.cache = false
    case 1, 2: cell.cache = true
    default: break
    }
    for _ in 0..<(1 + below(4)) { cell.statements.append(statement(Names(toy, cell.statements))) }
    if below(2) == 0 { cell.statements.append(.shown(expression(Names(toy, cell.statements)))) }
    return cell
  }

  private mutating func statement(_ names: Names) -> ToyNotebook.Statement {
    count += 1
    let value = expression(names)
    switch below(16) {
    case 0, 1: return .variable("v\(count)", value)
    case 2, 3: return pick(names.variables).map { .add($0, value) } ?? .constant("c\(count)", value)
    case 4: return .function("f\(count)", value)
    case 5: return .closure("k\(count)", value)
    case 6, 7: return .box("b\(count)", value)
    case 8: return pick(names.boxes).map { .alias("a\(count)", $0) } ?? .constant("c\(count)", value)
    case 9: return pick(names.boxes).map { .discarded(.bump($0, 1)) } ?? .constant("c\(count)", value)
    case 10: return pick(names.functions).map { .discarded(.call($0)) } ?? .constant("c\(count)", value)
    case 11: return below(4) == 0 ? .scaling(value) : .constant("c\(count)", value)
    case 12: return below(3) == 0 ? .setAmbient(value) : .constant("c\(count)", value)
    default: return .constant("c\(count)", value)
    }
  }

  private mutating func expression(_ names: Names) -> ToyNotebook.Expression {
    switch below(18) {
    case 0...4: return .name(pick(names.numbers) ?? "missing")
    case 5...7: return .sum(.name(pick(names.numbers) ?? "missing"), expression(names))
    case 8, 9: return pick(names.functions).map { .call($0) } ?? .number(below(9))
    case 10: return pick(names.boxes).map { .bump($0, 1 + below(3)) } ?? .number(below(9))
    case 11, 12: return pick(names.boxes).map { .peek($0) } ?? .number(below(9))
    case 13: return .scaled(pick(names.numbers) ?? "missing")
    case 14: return .read(Self.paths[below(2)])
    case 15: return .write(Self.paths[below(2)], .name(pick(names.numbers) ?? "missing"))
    case 16: return .ambient
    default: return .number(below(9))
    }
  }

  /// A few cells of the parsed notebook: any of them, the one with the import and the one with the parameters included.
  mutating func wanted(_ toy: ToyNotebook) -> Set<Int> {
    Set((0..<toy.cells.count + 2).filter { _ in below(3) == 0 })
  }

  /// One change to the notebook, to a file or to the history.
  mutating func edit(_ toy: inout ToyNotebook, _ history: inout ToyHistory) {
    let index = toy.cells.isEmpty ? 0 : below(toy.cells.count)
    switch below(15) {
    case 0: toy.parameters[below(2)] = below(9)
    case 1: toy.cells.insert(cell(in: toy), at: index)
    case 2 where toy.cells.count > 2: toy.cells.remove(at: index)
    case 3 where toy.cells.count > 1: toy.cells.swapAt(index, below(toy.cells.count))
    case 4: toy.cells[index].comment = below(4)
    case 5: toy.cells[index].caption = below(4)
    case 6: history.disk[Self.paths[below(2)]] = below(5)
    case 7: history.disk[Self.paths[below(2)]] = nil
    case 8: history.library += below(2)
    case 9: toy.cells[index].cache = pick([true, false, nil]) ?? nil
    case 10: history.outputs = history.outputs.filter { _ in below(4) > 0 }
    case 11: history.cached = history.cached.filter { _ in below(2) > 0 }
    default:
      guard toy.cells[index].prose == nil, !toy.cells[index].statements.isEmpty else { return }
      let position = below(toy.cells[index].statements.count)
      toy.cells[index].statements[position] = changed(toy.cells[index].statements[position], Names(toy, []))
    }
  }

  /// The same definition with another value.
  private mutating func changed(_ statement: ToyNotebook.Statement, _ names: Names) -> ToyNotebook.Statement {
    let value = expression(names)
    switch statement {
    case .constant(let name, _): return below(6) == 0 ? .variable(name, value) : .constant(name, value)
    case .variable(let name, _): return .variable(name, value)
    case .add(let name, _): return .add(name, value)
    case .function(let name, _): return .function(name, value)
    case .closure(let name, _): return .closure(name, value)
    case .box(let name, _): return below(5) == 0 ? .constant(name, value) : .box(name, value)
    case .alias(let name, let other): return .alias(name, pick(names.boxes) ?? other)
    case .discarded: return .discarded(pick(names.boxes).map { .bump($0, 2) } ?? value)
    case .scaling: return .scaling(value)
    case .setAmbient: return .setAmbient(value)
    case .shown: return .shown(value)
    }
  }
}
