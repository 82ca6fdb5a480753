/// A template for `songbook new`: a small analysis that runs as it is.
public struct StartingScript: Sendable {
  /// The name after `--template`.
  public var name: String
  /// The script under a title.
  public var text: @Sendable (_ title: String) -> String

  /// A template with its name and its text.
  public init(name: String, text: @escaping @Sendable (_ title: String) -> String) {
    self.name = name
    self.text = text
  }

  /// The templates that know no subject.
  public static let all = [table, models, monthly]

  /// A script that holds its own table.
  public static let table = StartingScript(name: "table") { named(PackageResources.table_txt, $0) }
  /// Several models of one task, compared on the same folds.
  public static let models = StartingScript(name: "models") { named(PackageResources.models_txt, $0) }
  /// What a month was like beside the one before and the year before.
  public static let monthly = StartingScript(name: "monthly") { named(PackageResources.monthly_txt, $0) }

  private static func named(_ script: [UInt8], _ title: String) -> String {
    String(decoding: script, as: UTF8.self).replacing("@TITLE@", with: title)
  }
}
