/// Style sheets that pages share.
public enum PageStyle {
  /// The look of every page: colors for light and dark, type, contents, code, figures, tables, messages, paper. UTF-8.
  public static var shared: [UInt8] { PackageResources.page_css }
}
