/// A cell with what only the checks need to know: places of options, labels and references, and what its statements
/// mention.
struct CellDraft {
  var cell: Cell
  /// Offsets of the values of the options that were given.
  var places: [CellOption: Int] = [:]
  /// `@fig-x` in the text and in captions.
  var references: [LabelPlace] = []
  /// `{#sec-x}` on headings.
  var sections: [LabelPlace] = []
  /// `[^x]` in the text, and `[^x]:`.
  var notes: [LabelPlace] = []
  var noteDefinitions: [LabelPlace] = []
  /// String literals in the code that look like labels: figures and tables may get theirs from code.
  var codeLabels: Set<String> = []
  var parameters: [Parameter] = []
  /// One for each statement.
  var mentions: [Mentions] = []
  /// How many figures and tables the cell shows at most; nil where its text does not tell.
  var maximumExhibits: ExhibitCount?

  var startOffset = 0
}

extension CellDraft {
  /// Whether a text of another file is part of the cell: what it defines is known once the file is read.
  var includesFile: Bool { cell.kind == .markdown && cell.body.contains("{{< include ") }
}

/// A label and where it stands.
struct LabelPlace: Sendable {
  var label: String
  var offset: Int
}

/// What one statement says about names, before it is known which of them the notebook defines.
struct Mentions: Sendable {
  var defines: [String] = []
  var uses: Set<String> = []
  /// Assigned to, passed as `inout`, or part of a call whose result is thrown away.
  var changes: Set<String> = []
  /// `x` in `x.append(1)`: changed when `x` is a variable.
  var calledOn: Set<String> = []
  /// Names declared inside the statement.
  var locals: Set<String> = []
  /// Those of `defines` that are declared with `var`.
  var variables: Set<String> = []
  /// Those of `defines` that are declared with `let` and have their value from there on.
  var constants: [String] = []
  /// Those of `variables` that have a value from there on.
  var initialized: [String] = []
  /// See ``Statement/holdsState``.
  var holdsState = false
  /// Those of `defines` that are classes or actors.
  var classes: Set<String> = []
  var labels: Set<String> = []
  /// What is looked up as the statement runs.
  var lookups = Lookups()
  /// What is looked up when the function that the statement declares is called, the closure that it puts into a
  /// variable, or the variable that it computes is read.
  var body = Lookups()
  /// The statement puts a closure into a variable.
  var isClosure = false
  /// For a type or an extension, what is looked up when a member of this name is used; that of `init` includes the
  /// values that properties begin with.
  var members: [String: Lookups] = [:]
  /// The types of the variables that it defines, as far as it says them: `let a = A()`, `let a: A`.
  var types: [String: String] = [:]
  /// What the type that it declares or extends inherits from and conforms to.
  var parents: [String: [String]] = [:]
  /// What the statement shows.
  var shown = ShownValues()
}

/// Names that code looks up as it runs, not counting what closures in it may look up later.
struct Lookups: Sendable {
  var names: Set<String> = []
  /// Those of `names` that are called.
  var called: Set<String> = []
  /// Members of what a name stands for. Subscripts and operators are members, too.
  var members: Set<MemberName> = []

  /// `text` in `report.text()`, `Report().text()` and `Report.text`.
  struct MemberName: Hashable {
    var root: String
    var member: String

    static let `subscript` = "subscript"
    static let description = "description"
    static let call = "callAsFunction"
  }

  /// What is looked up whichever of two runs.
  func common(with other: Lookups) -> Lookups {
    Lookups(
      names: names.intersection(other.names), called: called.intersection(other.called),
      members: members.intersection(other.members))
  }

  mutating func formUnion(_ other: Lookups) {
    names.formUnion(other.names)
    called.formUnion(other.called)
    members.formUnion(other.members)
  }
}
