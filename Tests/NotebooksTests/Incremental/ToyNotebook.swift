import Notebooks

/// A notebook in a tiny part of Swift that the tests can run by themselves: integers, functions, objects that are changed from anywhere, files, and state
/// that belongs to no name.
struct ToyNotebook {
  indirect enum Expression {
    case number(Int)
    case name(String)
    case sum(Expression, Expression)
    /// `f()`
    case call(String)
    /// `box.bump(1)`: changes the object and gives its new value.
    case bump(String, Int)
    /// `box.value`
    case peek(String)
    /// `a.scaled`: what an extension adds to numbers.
    case scaled(String)
    /// `read("x.txt")`
    case read(String)
    /// `write("x.txt", a)`: gives what it wrote.
    case write(String, Expression)
    /// `Globals.get()`
    case ambient
  }

  enum Statement {
    case constant(String, Expression)
    case variable(String, Expression)
    /// `v += e`
    case add(String, Expression)
    case function(String, Expression)
    /// `let f = { e }`
    case closure(String, Expression)
    /// `let box = makeBox(e)`
    case box(String, Expression)
    /// `let other = box`
    case alias(String, String)
    /// `box.bump(1);`
    case discarded(Expression)
    /// `extension Int { var scaled: Int { self + (e) } }`
    case scaling(Expression)
    /// `Globals.set(e);`
    case setAmbient(Expression)
    case shown(Expression)
  }

  struct Cell {
    var title: String
    var statements: [Statement] = []
    /// `true`, `false` or nothing.
    var cache: Bool?
    var caption = 0
    var comment = 0
    /// A Markdown cell with this expression in it.
    var prose: Expression?
  }

  var parameters: [Int]
  var cells: [Cell]

  var source: String {
    var lines = ["import Library", "// %% Parameters tags=[\"parameters\"]"]
    for (index, value) in parameters.enumerated() { lines.append("let p\(index) = \(value)") }
    for cell in cells {
      if let prose = cell.prose {
        lines += ["// %% [markdown] \(cell.title)", "// It is \\(\(prose.source))."]
        continue
      }
      lines.append("// %% \(cell.title)")
      if let cache = cell.cache { lines.append("//| cache: \(cache)") }
      if cell.caption > 0 { lines.append("//| fig-cap: Caption \(cell.caption).") }
      for _ in 0..<cell.comment { lines.append("// A remark.") }
      for statement in cell.statements { lines.append(statement.source + (cell.comment > 1 ? "  // So." : "")) }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension ToyNotebook.Expression {
  var source: String {
    switch self {
    case .number(let number): "\(number)"
    case .name(let name): name
    case .sum(let one, let other): "\(one.source) + \(other.source)"
    case .call(let name): "\(name)()"
    case .bump(let name, let by): "\(name).bump(\(by))"
    case .peek(let name): "\(name).value"
    case .scaled(let name): "\(name).scaled"
    case .read(let path): "read(\"\(path)\")"
    case .write(let path, let value): "write(\"\(path)\", \(value.source))"
    case .ambient: "Globals.get()"
    }
  }
}

extension ToyNotebook.Statement {
  var source: String {
    switch self {
    case .constant(let name, let value): "let \(name) = \(value.source)"
    case .variable(let name, let value): "var \(name) = \(value.source)"
    case .add(let name, let value): "\(name) += \(value.source)"
    case .function(let name, let value): "func \(name)() -> Int { \(value.source) }"
    case .closure(let name, let value): "let \(name) = { \(value.source) }"
    case .box(let name, let value): "let \(name) = makeBox(\(value.source))"
    case .alias(let name, let other): "let \(name) = \(other)"
    case .discarded(let value): "\(value.source);"
    case .scaling(let value): "extension Int { var scaled: Int { self + (\(value.source)) } }"
    case .setAmbient(let value): "Globals.set(\(value.source));"
    case .shown(let value): value.source
    }
  }
}
