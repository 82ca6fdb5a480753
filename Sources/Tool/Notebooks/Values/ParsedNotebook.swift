public import Runs

/// What reading a file gave: the notebook as far as it could be understood, and everything that is wrong or doubtful, in the file's order.
public struct ParsedNotebook: Codable, Sendable, Equatable {
  public var notebook: Notebook
  public var diagnostics: [Diagnostic]

  public init(notebook: Notebook, diagnostics: [Diagnostic]) {
    self.notebook = notebook
    self.diagnostics = diagnostics
  }

  /// A notebook with errors must not be run.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
