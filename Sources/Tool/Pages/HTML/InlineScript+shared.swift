/// What pages share. Each is a file of its own, which a page carries where it has use for it; all are comforts, and
/// without them everything can be read.
extension InlineScript {
  /// Folds the contents on narrow screens, and marks the section that is being read.
  public static var contents: InlineScript { InlineScript(PackageResources.contents_js) }
  /// One switch for all code of the page.
  public static var code: InlineScript { InlineScript(PackageResources.code_js) }
  /// Sorts and searches tables, and shows the first rows of long ones.
  public static var tables: InlineScript { InlineScript(PackageResources.tables_js) }
  /// Shows what a column means, and notes and sources where the text refers to them.
  public static var help: InlineScript { InlineScript(PackageResources.help_js) }
}
