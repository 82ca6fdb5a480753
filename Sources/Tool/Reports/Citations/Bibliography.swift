/// Sources by their keys, as BibTeX and CSL JSON files have them.
public struct Bibliography: Sendable, Equatable {
  /// By key; of several with one key the first.
  public private(set) var references: [String: Reference] = [:]

  /// Without sources.
  public init() {}

  /// The sources of a file: CSL JSON where it begins with a bracket, else BibTeX.
  /// - Throws: ``UnreadableBibliography`` with the line where reading ended.
  public init(_ text: String) throws(UnreadableBibliography) {
    let isJSON = text.first { !$0.isWhitespace && $0 != "\u{FEFF}" }.map { $0 == "[" || $0 == "{" } ?? false
    add(isJSON ? try CSLDocument.references(in: text) : try BibTeXReader.references(in: text))
  }

  private mutating func add(_ others: [Reference]) {
    for reference in others where references[reference.key] == nil { references[reference.key] = reference }
  }

  /// Adds those of another file.
  public mutating func add(_ other: Bibliography) {
    references.merge(other.references) { first, _ in first }
  }
}

/// A bibliography that is no BibTeX and no CSL JSON.
public struct UnreadableBibliography: Error, Sendable, Equatable {
  /// What is wrong, in a sentence without a full stop.
  public var message: String
  /// From 1; nil where it is not known.
  public var line: Int?
}
