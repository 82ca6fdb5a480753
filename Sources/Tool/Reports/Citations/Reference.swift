/// A source: a book, an article, a page on the web.
public struct Reference: Sendable, Equatable {
  /// A person, or an institution without given names.
  public struct Name: Sendable, Equatable {
    public var family: String
    public var given: String

    public init(family: String, given: String = "") {
      self.family = family
      self.given = given
    }
  }

  /// What the text cites it by.
  public var key: String
  public var authors: [Name] = []
  public var editors: [Name] = []
  public var title = ""
  /// Empty where it is not known.
  public var year = ""
  /// The journal, the proceedings or the book that it is in.
  public var container = ""
  public var volume = ""
  public var issue = ""
  public var pages = ""
  public var publisher = ""
  public var doi = ""
  public var url = ""

  public init(key: String) { self.key = key }
}

extension Reference {
  /// Authors, else editors.
  var names: [Name] { authors.isEmpty ? editors : authors }

  /// `Breiman`, `Wong and Li`, `Wong et al.`; the title where there are no names.
  var shortNames: String {
    switch names.count {
    case 0: title.isEmpty ? key : "“\(title)”"
    case 1: names[0].family
    case 2: "\(names[0].family) and \(names[1].family)"
    default: "\(names[0].family) et al."
    }
  }

  /// What lists are sorted by.
  var sortKey: String {
    (names.map { "\($0.family) \($0.given)" } + [year, title]).joined(separator: " ").lowercased()
  }
}
