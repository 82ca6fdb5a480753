@preconcurrency import Glibc
import Runs

/// The calls that Songbook writes between an author's statements. They are part of generated programs only; authors do
/// not need them.
///
/// What happens between two statements is one expression, `Analysis.program.defined("a", a).cell(3).line(9)`: the
/// compiler's work grows with the square of the number of top-level statements.
public struct Analysis: Sendable {
  /// The running analysis.
  public static var program: Analysis {
    AccessTrace.endStatement()
    FileTrace.endStatement()
    return Analysis()
  }

  /// The first call: reads the settings, takes over the event pipe, and redirects what is printed to files.
  public static func begin() { Session.current.begin() }

  /// The value of a constant that an earlier run cached in this file, a path in the run's folder.
  public static func restored<Value>(_ file: String) -> Value { Session.current.restored(file) }

  /// The value of a parameter that varies in a matrix: it is no literal of the program, which is the same at all points.
  public static func parameter<Value: Decodable>(_ name: String) -> Value { Session.current.parameter(name) }

  /// An error that a cell with `error: true` threw.
  public static func failed(_ error: any Error) { Session.current.report(error) }

  /// A cell starts, and the one before it is done.
  @discardableResult public func cell(_ index: Int32) -> Analysis {
    Session.current.startCell(Int(index))
    return self
  }

  /// A cell starts of which some statements run again, because other cells need them; nothing of it is shown.
  @discardableResult public func rerun(_ index: Int32) -> Analysis {
    Session.current.startCell(Int(index), silently: true)
    return self
  }

  /// A constant of the top level has its value; reports whether its type holds references.
  @discardableResult public func defined<Value>(_ name: String, _ value: Value) -> Analysis {
    let isValue = ReferenceFreeTypes.contains(Value.self)
    Session.current.send { .defined(cell: $0, constant: DefinedConstant(name: name, isValue: isValue)) }
    return self
  }

  /// Nothing is reported of values that cannot be copied.
  @_disfavoredOverload
  @discardableResult public func defined<Value: ~Copyable>(_ name: String, _ value: borrowing Value) -> Analysis {
    self
  }

  /// A constant of a cell with `cache: true` has its value; writes it to a file for later runs.
  @discardableResult public func cache<Value>(_ name: String, _ value: Value) -> Analysis {
    Session.current.cache(name, value)
    return self
  }

  /// A constant that is the same at all points of a matrix has its value; writes it to a file where reading it back takes
  /// less time than making it has.
  @discardableResult public func keep<Value>(_ name: String, _ value: Value) -> Analysis {
    Session.current.keep(name, value)
    return self
  }

  /// Values that cannot be copied are not kept.
  @_disfavoredOverload
  @discardableResult public func keep<Value: ~Copyable>(_ name: String, _ value: borrowing Value) -> Analysis { self }

  /// Values that cannot be copied are not cached.
  @_disfavoredOverload
  @discardableResult public func cache<Value: ~Copyable>(_ name: String, _ value: borrowing Value) -> Analysis { self }

  /// The next statement is on this line of the author's file, from 1.
  @discardableResult public func line(_ line: Int32) -> Analysis {
    // What was printed without a line end would be lost in a crash.
    fflush(stdout)
    Session.current.startStatement(line: line)
    return self
  }

  /// The last expression of a cell is displayed.
  public func display<Value>(_ value: Value) { Songbook.display(value) }

  /// Nothing to show: a call without a result that ends a cell.
  public func display(_ nothing: Void) {}

  /// A Markdown cell whose expressions have been filled in.
  public func markdown(_ text: Markdown) { Page.current.markdown(text) }

  /// The last cell is done.
  public func end() { Session.current.end() }
}

/// Replaces the Swift runtime's function for errors that top-level code throws; the linker wraps it.
///
/// - Parameter error: passed as the runtime passes it, a pointer to the error's box.
@_silgen_name("__wrap_swift_errorInMain")
public func analysisEnded(by error: any Error) -> Never {
  Session.current.report(error)
  Session.current.end(completely: false)
  exit(1)
}
