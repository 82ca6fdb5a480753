@preconcurrency import Glibc
import Runs

/// The calls that Songbook puts between an author's statements. They stand in generated programs only; authors have no
/// need of them.
///
/// What happens between two statements is one expression, `Analysis.program.defined("a", a).cell(3).line(9)`: the
/// compiler's work grows with the square of the number of top-level statements.
public struct Analysis: Sendable {
  /// The running analysis.
  public static var program: Analysis { Analysis() }

  /// First of all: takes the settings and the event pipe, and lets what is printed go to files.
  public static func begin() { Session.current.begin() }

  /// The value of a constant that an earlier run left in this file.
  public static func restored<Value>(_ file: String) -> Value { Session.current.restored(file) }

  /// An error that a cell with `error: true` threw.
  public static func failed(_ error: any Error) { Session.current.report(error) }

  /// A cell starts, and the one before it is done.
  @discardableResult public func cell(_ index: Int32) -> Analysis {
    Session.current.startCell(Int(index))
    return self
  }

  /// A cell starts of which only what others need runs; nothing of it is shown.
  @discardableResult public func supply(_ index: Int32) -> Analysis {
    Session.current.startCell(Int(index), silently: true)
    return self
  }

  /// A constant of the top level has its value.
  @discardableResult public func defined<Value>(_ name: String, _ value: Value) -> Analysis {
    let isValue = ReferenceFreeTypes.contains(Value.self)
    Session.current.send { .defined(cell: $0, constant: DefinedConstant(name: name, isValue: isValue)) }
    return self
  }

  /// Of what cannot be copied nothing is reported.
  @_disfavoredOverload
  @discardableResult public func defined<Value: ~Copyable>(_ name: String, _ value: borrowing Value) -> Analysis {
    self
  }

  /// A constant of a cell with `cache: true` has its value, which later runs are to have again.
  @discardableResult public func keep<Value>(_ name: String, _ value: Value) -> Analysis {
    Session.current.keep(name, value)
    return self
  }

  @_disfavoredOverload
  @discardableResult public func keep<Value: ~Copyable>(_ name: String, _ value: borrowing Value) -> Analysis { self }

  /// The next statement stands on this line of the author's file.
  @discardableResult public func line(_ line: Int32) -> Analysis {
    // What was printed without a line end would be lost in a crash.
    fflush(stdout)
    Session.current.line = line
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

/// Stands in for the Swift runtime's function of this name, which the linker wraps: top-level code has thrown an error.
///
/// - Parameter error: passed as the runtime passes it, a pointer to the error's box.
@_silgen_name("__wrap_swift_errorInMain")
public func analysisEnded(by error: any Error) -> Never {
  Session.current.report(error)
  Session.current.end(completely: false)
  exit(1)
}
