import FoundationEssentials

/// CSL JSON, as Zotero and Pandoc write it.
enum CSLDocument {
  static func references(in text: String) throws(UnreadableBibliography) -> [Reference] {
    do {
      return try JSONDecoder().decode([Item].self, from: Data(text.utf8)).map(\.reference)
    } catch {
      throw UnreadableBibliography(message: "it is no CSL JSON, a list of sources with an `id` each")
    }
  }

  /// A text or a number.
  private struct Word: Decodable {
    var text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int.self) {
        text = String(number)
      } else {
        text = try container.decode(String.self)
      }
    }
  }

  private struct Person: Decodable {
    var family: String?
    var given: String?
    var literal: String?
  }

  private struct Issued: Decodable {
    var parts: [[Word]]?
    var raw: String?
    var literal: String?

    private enum CodingKeys: String, CodingKey { case parts = "date-parts", raw, literal }

    var year: String { parts?.first?.first?.text ?? String((raw ?? literal ?? "").prefix(4)) }
  }

  private struct Item: Decodable {
    var id: Word
    var title: String?
    var author: [Person]?
    var editor: [Person]?
    var issued: Issued?
    var container: String?
    var volume: Word?
    var issue: Word?
    var page: Word?
    var publisher: String?
    var doi: String?
    var url: String?

    private enum CodingKeys: String, CodingKey {
      case id, title, author, editor, issued, volume, issue, page, publisher
      case container = "container-title"
      case doi = "DOI"
      case url = "URL"
    }

    var reference: Reference {
      var reference = Reference(key: id.text)
      func names(_ people: [Person]?) -> [Reference.Name] {
        (people ?? []).map { Reference.Name(family: $0.family ?? $0.literal ?? "", given: $0.given ?? "") }
      }
      reference.authors = names(author)
      reference.editors = names(editor)
      reference.title = title ?? ""
      reference.year = issued?.year ?? ""
      reference.container = container ?? ""
      reference.volume = volume?.text ?? ""
      reference.issue = issue?.text ?? ""
      reference.pages = (page?.text ?? "").replacing("--", with: "–").replacing("-", with: "–")
      reference.publisher = publisher ?? ""
      reference.doi = doi ?? ""
      reference.url = url ?? ""
      return reference
    }
  }
}
