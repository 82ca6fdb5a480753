public import Runs

extension Diagnostic {
  /// The codes of what this module finds, one for each kind of mistake. They are stable: people put them into scripts.
  public enum Code: String, CaseIterable, Sendable {
    // The file
    case swiftSyntax = "swift-syntax"
    case encoding
    case bidirectionalControl = "bidirectional-control"
    case unseenCharacter = "unseen-character"
    case tooLarge = "too-large"
    case tooDeep = "too-deep"
    // Front matter
    case unterminatedFrontMatter = "unterminated-front-matter"
    case unknownFrontMatter = "unknown-front-matter"
    case invalidYAML = "invalid-yaml"
    // Shared files
    case missingSource = "missing-source"
    case sharedStatement = "shared-statement"
    // Cell markers
    case markerInsideStatement = "marker-inside-statement"
    case markerInComment = "marker-in-comment"
    case markerSpacing = "marker-spacing"
    case markerDepth = "marker-depth"
    case markerTitle = "marker-title"
    case unknownCellKind = "unknown-cell-kind"
    case invalidMetadata = "invalid-metadata"
    case unknownMetadata = "unknown-metadata"
    // Options
    case unknownOption = "unknown-option"
    case duplicateOption = "duplicate-option"
    case wrongType = "wrong-type"
    case optionAfterCode = "option-after-code"
    case optionInMarkdown = "option-in-markdown"
    // Code
    case redeclaration
    case usedBeforeDefinition = "used-before-definition"
    // Labels and cross-references
    case badLabel = "bad-label"
    case labelKind = "label-kind"
    case duplicateLabel = "duplicate-label"
    case danglingReference = "dangling-reference"
    case danglingNote = "dangling-note"
    case referenceKind = "reference-kind"
    // Parameters
    case secondParametersCell = "second-parameters-cell"
    case parametersInMarkdown = "parameters-in-markdown"
    case parameterVariable = "parameter-variable"
    case parameterNotLiteral = "parameter-not-literal"
    case parameterType = "parameter-type"
    case unknownParameter = "unknown-parameter"
    case wrongParameterType = "wrong-parameter-type"
    // Markdown
    case markdownLine = "markdown-line"
    case interpolation = "interpolation"
    // Planning
    case unknownLabel = "unknown-label"
    // Reports
    case otherReport = "other-report"
  }
}
