@preconcurrency import Glibc
import Runs

/// The calls that Songbook puts between an author's statements. They stand in generated programs only; authors have no need of them.
public enum Analysis {
  /// First of all: takes the settings and the event pipe, and lets what is printed go to files.
  public static func begin() { Session.current.begin() }

  /// A cell starts, and the one before it is done.
  public static func cell(_ index: Int32) { Session.current.startCell(Int(index)) }

  /// A cell starts of which only what others need runs; nothing of it is shown.
  public static func supply(_ index: Int32) { Session.current.startCell(Int(index), silently: true) }

  /// A constant of the top level has its value.
  public static func defined<Value>(_ name: String, _ value: Value) {
    let isValue = ReferenceFreeTypes.contains(Value.self)
    Session.current.send { .defined(cell: $0, constant: DefinedConstant(name: name, isValue: isValue)) }
  }

  /// What cannot be copied cannot be told anything of either.
  @_disfavoredOverload
  public static func defined<Value: ~Copyable>(_ name: String, _ value: borrowing Value) {}

  /// A constant of a cell with `cache: true` has its value, which later runs are to have again.
  public static func keep<Value>(_ name: String, _ value: Value) { Session.current.keep(name, value) }

  @_disfavoredOverload
  public static func keep<Value: ~Copyable>(_ name: String, _ value: borrowing Value) {}

  /// The value of a constant that an earlier run kept in this file.
  public static func restored<Value>(_ file: String) -> Value { Session.current.restored(file) }

  /// The next statement stands on this line of the author's file.
  public static func line(_ line: Int32) {
    // What was printed without a line end would be lost in a crash.
    fflush(stdout)
    Session.current.line = line
  }

  /// A Markdown cell whose expressions have been filled in.
  public static func markdown(_ text: Markdown) { Page.current.markdown(text) }

  /// An error that a cell with `error: true` threw.
  public static func failed(_ error: any Error) { Session.current.report(error) }

  /// The last cell is done.
  public static func end() { Session.current.end() }
}

/// Stands in for the Swift runtime's function of this name, which the linker is told to wrap: top-level code has thrown an error.
///
/// - Parameter error: passed as the runtime passes it, a pointer to the error's box.
@_silgen_name("__wrap_swift_errorInMain")
public func analysisEnded(by error: any Error) -> Never {
  Session.current.report(error)
  Session.current.end(completely: false)
  exit(1)
}
