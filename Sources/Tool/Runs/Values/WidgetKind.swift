/// A part of a report that answers its reader: what a figure or a table becomes where scripts run.
///
/// Its output has, beside the forms of a figure or a table, one with the media type of its kind: a file that the script
/// of that kind reads.
public enum WidgetKind: String, Codable, Sendable, CaseIterable {
  /// Points in space that can be turned, searched and chosen.
  case pointCloud = "point-cloud"
  /// Rows that are found by text.
  case searchTable = "search-table"
  /// A model that predicts what the reader sets.
  case predictor
  /// Models that learn what the reader has chosen.
  case trainer

  /// Classes side by side, in drawings of those that the reader chooses.
  case profiles

  /// The media type of the representation that holds its data.
  public var mediaType: String { "application/vnd.songbook.widget.\(rawValue)" }

  /// Whether its script runs a program for WebAssembly.
  public var runsWebAssembly: Bool { self == .predictor || self == .trainer }
}

extension Output {
  /// What the output becomes in a page where scripts run, and the file with its data; nil for most.
  public var widget: (kind: WidgetKind, form: Representation)? {
    for kind in WidgetKind.allCases {
      if let form = representation(of: kind.mediaType) { return (kind, form) }
    }
    return nil
  }
}
