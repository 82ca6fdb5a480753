/// Shows a value here in the report: charts as figures, frames and tables as tables, ``Markdown`` as text, anything
/// else by its description.
///
/// The last expression of a cell is displayed without asking; `display` does it anywhere. In a program that no runner
/// started it prints.
public func display<Value>(_ value: Value) {
  if !Session.current.isSilent { Page.current.show(value) }
}

/// Nothing to show: a call without a result that ends a cell.
public func display(_ nothing: Void) {}

/// A value with a form of its own in a report.
///
/// A type of your own is shown by what it is made of:
///
///     extension Portrait: Displayable {
///       func show(on page: Page) {
///         page.markdown("**\(name)**")
///         page.show(chart)
///       }
///     }
public protocol Displayable {
  /// Adds what stands for the value to the report.
  func show(on page: Page)
}

extension Optional: Displayable where Wrapped: Displayable {
  /// Shows the value that it holds, or the text `nil`.
  public func show(on page: Page) {
    if let self { page.show(self) } else { page.text("nil") }
  }
}

/// An optional, whatever it may hold.
private protocol AnyOptional {
  /// The value, out of as many optionals as it is in; nil where there is none.
  var held: Any? { get }
  /// Whether it can hold nothing but `()`: the result of a call without one that may not have been made.
  static var isOfNothing: Bool { get }
}

extension Optional: AnyOptional {
  fileprivate var held: Any? {
    guard let self else { return nil }
    return (self as? any AnyOptional).map(\.held) ?? self
  }

  fileprivate static var isOfNothing: Bool {
    Wrapped.self == Void.self || (Wrapped.self as? any AnyOptional.Type)?.isOfNothing == true
  }
}

/// Whether there is nothing to show of a value, whatever it is.
func isNothing<Value>(_ value: Value) -> Bool { (Value.self as? any AnyOptional.Type)?.isOfNothing == true }

/// What a value is described as: optionals by what they hold, in lists too.
func plainDescription(of value: Any) -> String {
  if let optional = value as? any AnyOptional { return optional.held.map(plainDescription) ?? "nil" }
  let text = String(describing: value)
  guard text.contains("Optional(") || text.contains("nil"), let list = value as? [Any] else { return text }
  let elements = list.map { element in
    let held = (element as? any AnyOptional).map(\.held) ?? element
    return held is any StringProtocol ? String(reflecting: held ?? "") : held.map(plainDescription) ?? "nil"
  }
  return "[" + elements.joined(separator: ", ") + "]"
}

extension Array: Displayable where Element: Displayable {
  /// One after the other; `layout-ncol` sets them side by side.
  public func show(on page: Page) {
    for element in self { page.show(element) }
  }
}
