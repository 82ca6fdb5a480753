public import Charts
import Runs

/// A few numbers worth a headline, in a row.
///
///     Headlines(.init(songs.count, "songs"), .init(accuracy, "level 1", format: .percent, note: "+1.3"))
public struct Headlines: Displayable, Sendable {
  /// One number with its label.
  public struct Item: Sendable {
    var headline: Headline

    /// - Parameter note: a short remark behind the label, such as a change since last time.
    public init(_ value: String, _ label: String, note: String? = nil) {
      headline = Headline(value: value, label: label, note: note)
    }

    /// A whole number, as it is with its thousands separated unless a format is given.
    /// - Parameter note: a short remark behind the label.
    public init(_ value: some BinaryInteger, _ label: String, format: NumberFormat = .automatic, note: String? = nil) {
      let whole = NumberFormat.fixed(Double(value), decimals: 0)
      self.init(format == .automatic ? whole : format.text(of: value), label, note: note)
    }

    /// A number in a format.
    /// - Parameter note: a short remark behind the label.
    public init(
      _ value: some BinaryFloatingPoint, _ label: String, format: NumberFormat = .automatic, note: String? = nil
    ) {
      self.init(format.string(Double(value)), label, note: note)
    }
  }

  /// The numbers, from the first to the last in the row.
  public var items: [Item]

  /// These numbers, in this order.
  public init(_ items: Item...) { self.items = items }
  /// These numbers, in this order.
  public init(_ items: [Item]) { self.items = items }

  /// Adds the row of numbers to the report. In a program that no runner started, prints a line for each.
  public func show(on page: Page) {
    guard page.session.isSupervised else {
      for item in items { print("\(item.headline.value) \(item.headline.label)") }
      return
    }
    page.session.show(Output(kind: .metrics, metrics: items.map(\.headline)))
  }
}
