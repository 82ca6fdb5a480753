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

extension Optional: Displayable {
  /// Shows the value that it holds, or the text `nil`.
  public func show(on page: Page) {
    if let self { page.show(self) } else { page.text("nil") }
  }
}

extension Array: Displayable where Element: Displayable {
  /// One after the other; `layout-ncol` sets them side by side.
  public func show(on page: Page) {
    for element in self { page.show(element) }
  }
}
