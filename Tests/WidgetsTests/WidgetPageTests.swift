import Browser
import Forests
import Foundation
import Testing

@testable import Widgets

/// What a reader of a page with widgets meets.
@Suite struct WidgetPageTests {
  private struct Asked: Encodable {
    var clicked = "Plant 30"
    var typed = "aeroskobing"
    var names: [String]
    var rows: [[Double]]
    var labels: [Int]
    /// What scikit-learn's models say of made-up rows.
    var peer = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/learners.json").path()
  }

  private struct Answer: Decodable {
    var wrong: [String]
    var title: String
    var policy: Bool
    var first: [String]
    var clicked: [String]
    var turned: Bool
    var typed: [String]
    var card: String
    var stepped: Bool
    var found: [String]
    var verdict: String
    var said: String
    var missed: [String]
    var shares: [[Float]]
    var address: String
    var isSame: Bool
    var reset: [String]
    var tapped: String
    var tappedChosen: [String]
    var still: String
    var words: [String]
    var learned: String
    var grown: [Float]
    var drawn: Int
    var asPeer: [Int]
    var damaged: [String]
  }

  /// What a forest of the library says of the rows that it was grown from.
  private static func grown(_ page: WidgetPage) throws -> [Float] {
    let columns = try WidgetPage.measures.map { try BinnedColumn(page.frame.floats($0)) }
    let labels = CodedTexts(page.frame.texts("Family")).codes.map { UInt16($0) }
    let grower = try TreeGrower(
      features: BinnedFeatures(columns), labels: labels, classCount: 3,
      settings: ForestSettings(treeCount: 300, maximumDepth: 25, minimumSamplesToSplit: 5, seed: 42))
    return RandomForest(growing: grower).probabilities(grower.features)
  }

  @Test(.enabled(if: Browser.isThere, "needs Debian's chromium"))
  func answersMouseKeysAndTouchAsTheLibraryDoes() throws {
    let page = try WidgetPage()
    // The page loses one byte in the middle of the points, and the end of the model.
    var packs = page.packs.map(\.bytes)
    packs[0][0] ^= 1
    packs[2].removeLast(8 * (packs[2].count / 16))
    let inputs = ["Height", "Width", "Leaves"].map { page.frame[$0].doubles ?? [] }
    let rows = (0..<page.frame.rowCount).map { row in inputs.map { $0[row] * 0.97 } }
    let labels = CodedTexts(page.frame.texts("Family")).codes
    let asked = Asked(names: page.frame.texts("Plant"), rows: rows, labels: labels)
    let answer: Answer = try Browser.answer(
      from: "widgets.py", of: [page.html(), page.html(packs)],
      String(decoding: JSONEncoder().encode(asked), as: UTF8.self))

    #expect(answer.wrong.isEmpty, "\(answer.wrong.joined(separator: "\n"))")
    #expect(answer.title == "Plants", "no name of a row ran as code")
    #expect(answer.policy, "the page may run its program")
    #expect(answer.first == ["Plant 1", "Plant 2"])
    #expect(answer.clicked == ["Plant 1", "Plant 2", "Plant 30"])
    #expect(answer.turned)
    #expect(answer.typed == ["Plant 1", "Plant 2", "Plant 30", "Ærøskøbing Ålbaum"])
    #expect(answer.card == "Ærøskøbing Ålbaum")
    #expect(answer.stepped)
    #expect(answer.found == ["Ærøskøbing Ålbaum"])
    #expect(["✓ right", "✗ wrong, but second", "✗ wrong, but third", "✗ wrong"].contains(answer.verdict))
    #expect(["Fern", "Moss", "Orchid"].contains(answer.said))
    #expect(answer.missed.isEmpty)
    // Bit for bit.
    #expect(answer.shares == rows.map { page.model.probabilities(of: page.predictor.features(of: $0)) })
    #expect(answer.isSame, "\(answer.address) opens the page as it was")
    #expect(answer.reset == ["Plant 1", "Plant 2"])
    #expect(answer.tapped == "Plant 30")
    #expect(answer.tappedChosen == ["Plant 1", "Plant 2"])
    #expect(answer.still.contains("In still pages"))
    #expect(answer.damaged.count == 5)
    #expect(answer.damaged[0].contains("does not answer"))
    #expect(answer.damaged[1].isEmpty)
    #expect(answer.damaged[2].contains("does not answer"))
    #expect(answer.damaged[3].isEmpty && answer.damaged[4].isEmpty)
    #expect(answer.words == ["No family is chosen.", "Fern alone is nothing to tell apart.", ""])
    #expect(answer.learned.contains("times chance"))
    #expect(answer.grown == (try Self.grown(page)), "the forest that grows in the page is that of the library")
    #expect(answer.asPeer == [0, 0], "rows of which scikit-learn's models say something else")
    #expect(answer.drawn == 4, "a profile for each chosen plant")
  }
}
