/// One displayed thing: its forms from richest to plainest, with caption and alternative text.
public struct Output: Codable, Sendable, Equatable {
  /// What was displayed.
  public enum Kind: String, Codable, Sendable {
    /// A drawing: PNG (light and dark), PDF, SVG and its data as CSV.
    case figure
    /// A table: its model to render, and the whole of it as CSV.
    case table
    /// Markdown that the analysis made.
    case markdown
    /// A few headline numbers in a row.
    case metrics
    /// What the report found, a sentence each; it is shown under the title.
    case findings
    /// A value's plain description.
    case value
    /// What the code printed.
    case stream
    /// A file offered for download.
    case artifact
  }

  /// What it is.
  public var kind: Kind
  /// The stable identity: the cell's `label`, with a number behind it when the cell shows several. File names are made
  /// from it.
  public var label: String?
  /// The caption's text; nil where there is none.
  public var caption: String?
  /// The text that stands for a figure where it cannot be seen; nil where there is none.
  public var alternativeText: String?
  /// Its forms: text, or files of the run.
  public var representations: [Representation]
  /// Tables: the part that is shown.
  public var table: TableContent?
  /// Headline numbers: the row of them.
  public var metrics: [Headline]?
  /// Figures: the drawing's size in points.
  public var width: Double?
  /// Figures: the drawing's height in points.
  public var height: Double?

  /// An output of a kind; what is left out is nil or empty.
  public init(
    kind: Kind, label: String? = nil, caption: String? = nil, alternativeText: String? = nil,
    representations: [Representation] = [], table: TableContent? = nil, metrics: [Headline]? = nil,
    width: Double? = nil, height: Double? = nil
  ) {
    self.kind = kind
    self.label = label
    self.caption = caption
    self.alternativeText = alternativeText
    self.representations = representations
    self.table = table
    self.metrics = metrics
    self.width = width
    self.height = height
  }

  /// The representation of a media type; the one for light paper and wide screens where there are several.
  public func representation(of mediaType: String) -> Representation? {
    let all = representations.filter { $0.mediaType == mediaType }
    return all.first { $0.variant == nil || $0.variant == .light } ?? all.first
  }
}

/// One form of an output: text inline, or a file beside `run.json`.
public struct Representation: Codable, Sendable, Equatable {
  /// What a representation is made for.
  public enum Variant: String, Codable, Sendable {
    case light, dark
    /// Laid out for telephones.
    case narrow
  }

  /// The media type, such as `image/png`.
  public var mediaType: String
  /// Figures drawn once for light and once for dark paper, or for narrow screens; nil where there is one for all.
  public var variant: Variant?
  /// Path relative to the run's folder, such as `figures/fig-correlations.png`.
  public var file: String?
  /// The content itself, when it is short.
  public var text: String?
  /// `stdout` or `stderr`, for streams.
  public var stream: String?
  /// Streams: bytes that were printed, more than `text` holds when the text was capped.
  public var totalBytes: Int?
  /// Of `file`, in hexadecimal.
  public var sha256: String?

  /// A representation with its content in `text` or in `file`.
  public init(
    mediaType: String, variant: Variant? = nil, file: String? = nil, text: String? = nil, stream: String? = nil,
    totalBytes: Int? = nil, sha256: String? = nil
  ) {
    self.mediaType = mediaType
    self.variant = variant
    self.file = file
    self.text = text
    self.stream = stream
    self.totalBytes = totalBytes
    self.sha256 = sha256
  }
}

/// A table as the reader sees it: formatted cells, with the numbers behind them for sorting.
public struct TableContent: Codable, Sendable, Equatable {
  /// A column's heading and how its cells are shown.
  public struct Column: Codable, Sendable, Equatable {
    /// How the cells of a column are shown.
    public enum Kind: String, Codable, Sendable {
      case text, number
      /// A number from −1 to 1 drawn as a bar beside its text; negative ones go to the left.
      case bar
      /// A number from 0 to 1 that colors the cell, the darker the larger.
      case heat
      /// A number from −1 to 1 that colors the cell, in one hue below 0 and in another above.
      case divergingHeat
    }
    /// The heading.
    public var name: String
    /// How its cells are shown.
    public var kind: Kind
    /// What the column means; nil where the heading says enough.
    public var help: String?
    /// A column with its heading and kind.
    public init(name: String, kind: Kind, help: String? = nil) {
      self.name = name
      self.kind = kind
      self.help = help
    }
  }
  /// A value as it is shown, and the number behind it.
  public struct Cell: Codable, Sendable, Equatable {
    /// What is shown; nil for a missing value.
    public var text: String?
    /// What sorting, bars and colors go by, for numbers.
    public var number: Double?
    /// A cell with its text and, for numbers, the number.
    public init(text: String?, number: Double? = nil) {
      self.text = text
      self.number = number
    }
  }

  /// The columns, from left to right.
  public var columns: [Column]
  /// Row by row; at most the row cap.
  public var rows: [[Cell]]
  /// All rows there are, shown or not.
  public var totalRows: Int

  /// A table's shown rows, each with a cell for every column.
  public init(columns: [Column], rows: [[Cell]], totalRows: Int) {
    self.columns = columns
    self.rows = rows
    self.totalRows = totalRows
  }
}

/// A number worth a headline: "323,651" over "songs".
public struct Headline: Codable, Sendable, Equatable {
  /// The number as it is shown, formatted.
  public var value: String
  /// What the number counts or measures.
  public var label: String
  /// A short remark behind the label, such as a change since last time.
  public var note: String?

  /// A number with its label and, where there is one, a remark.
  public init(value: String, label: String, note: String? = nil) {
    self.value = value
    self.label = label
    self.note = note
  }
}
