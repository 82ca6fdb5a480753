/// The `//|` lines of a cell, with Quarto's names.
public struct CellOptions: Codable, Sendable, Equatable {
  /// How the report shows code: `fold`, written `true`, hides it until the reader unfolds it; `show` unfolds it at
  /// first; `open`, written `false`, shows it without folding.
  public enum CodeFold: String, Codable, Sendable { case fold, show, open }

  /// `label`: the stable identity; figures begin with `fig-`, tables with `tbl-`.
  public var label: String?
  /// `echo`: show the code. Nil follows the front matter.
  public var echo: Bool?
  /// `eval: false` leaves the cell out of the program.
  public var evaluate: Bool = true
  /// `include: false` runs the cell and shows nothing of it.
  public var include: Bool = true
  /// `code-fold`: true, false or show. Nil follows the front matter.
  public var codeFold: CodeFold?
  /// `fig-cap`: the caption of the cell's first figure, unless that figure brings its own. Nil by default.
  public var figureCaption: String?
  /// `fig-alt`: the alternative text of the cell's first figure, unless that figure brings its own. Nil, the default,
  /// leaves it to the chart's description of itself.
  public var figureAlternativeText: String?
  /// `fig-subcap`: makes one figure, with parts (a), (b) and so on, of those that the cell shows, and says what each
  /// part is. With `panel: tabset` these are the names of the tabs. Nil by default.
  public var figureSubcaptions: [String]?
  /// `fig-width`: the width of figures in inches, as in Quarto; 1 inch is 72 points. Written with a unit, too: `85mm`.
  public var figureWidth: Double?
  /// `fig-height`: the height of figures in inches, above 0. Nil, the default, leaves it to the chart.
  public var figureHeight: Double?
  /// `fig-font-size`: how large the labels of axes are on paper, in points; everything else goes with them. Nil, the
  /// default, leaves it to the theme.
  public var figureFontSize: Double?
  /// `fig-theme`: `standard` or `journal`. Nil, the default, leaves it to the figure.
  public var figureTheme: String?
  /// `fig-dpi`: pixels per inch of PNG files, and of TIFF files, which are made then. Nil by default.
  public var figureResolution: Double?
  /// `tbl-cap`: the caption of the cell's first table, unless that table brings its own. Nil by default.
  public var tableCaption: String?
  /// `cache: false` runs the cell every time, because what it shows depends on what cannot be observed: the clock,
  /// chance, the network. Else the cell runs when it or something it needs has changed; what a stale cell needs of it
  /// is computed again, or with `cache: true` taken from disk.
  public var cache: Bool?
  /// `error: true`: the cell may fail; the error is shown and the run goes on. Its declarations stay its own.
  public var allowsError: Bool = false
  /// Outputs side by side.
  public var layoutColumns: Int?
  /// `panel: tabset`: outputs behind tabs.
  public var isTabset: Bool = false
  /// `csv: spreadsheet-safe`: texts that a spreadsheet would run are escaped in the files of tables and figures. Nil
  /// by default: the files hold the data as they are.
  public var escapesFormulas: Bool?
  /// Seconds.
  public var timeout: Double?
  /// The options of a cell without `//|` lines: every option has its default.
  public init() {}
}
