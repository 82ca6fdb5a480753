import Frames
import Statistics

/// Names for the genres of a style, composed like real names.
struct SampleGenreNames {
  struct Name: Sendable {
    var text: String
    var script: SampleWords.Script
  }

  private let names: [Name]

  init(style: Int, seed: UInt64) {
    let style = SampleProfile.styles[style].name
    var random = SplitMix64(
      seed: seed, stream: 3, index: Int(style.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xff_ffff }))
    var placed = Self.before.map { Name(text: "\($0.text) \(style)", script: $0.script) }
    if !style.contains(" ") && !style.contains("-") {
      placed += Self.behind.map { Name(text: "\(style) \($0.text)", script: $0.script) }
    }
    if ["pop", "rock", "rap", "indie", "metal", "trap"].contains(style) {
      placed += [Name(text: "k-\(style)", script: .korean), Name(text: "j-\(style)", script: .japanese)]
    }
    let plain = Self.manners.filter { $0 != style }.map { Name(text: "\($0) \(style)", script: .latin) }
    random.shuffle(&placed)
    // One in four names no place.
    var names = [Name(text: style, script: .latin)]
    var (manner, place) = (0, 0)
    while manner < plain.count || place < placed.count {
      if place < placed.count, names.count % 4 != 0 || manner == plain.count {
        names.append(placed[place])
        place += 1
      } else {
        names.append(plain[manner])
        manner += 1
      }
    }
    for manner in Self.manners { names += placed.map { Name(text: "\(manner) \($0.text)", script: $0.script) } }
    self.names = names
  }

  /// How many genres a style can have.
  var count: Int { names.count }

  func first(_ count: Int) -> [Name] {
    names.prefix(count).map { Name(text: Self.exported($0.text), script: $0.script) }
  }

  /// The traces that exports leave in real files: quotes around names with an apostrophe, `&amp;` for `&`.
  private static func exported(_ name: String) -> String {
    var text = ""
    for character in name { text += character == "&" ? "&amp;" : String(character) }
    return name.contains("'") ? "\"\(text)\"" : text
  }

  private static let manners = [
    "deep", "modern", "classic", "dark", "melodic", "underground", "experimental", "indie", "progressive", "minimal",
    "acoustic", "vintage",
  ]

  private static let before: [Name] = named([
    .latin: """
    american british canadian australian irish scottish welsh dutch belgian austrian swiss italian indonesian malaysian kenyan south~african \
    zimbabwean nigerian ghanaian jamaican nz filipino chicago detroit seattle london bristol glasgow dublin toronto melbourne brooklyn atlanta \
    new~orleans nashville amsterdam
    """,
    .accented: """
    german french spanish portuguese brazilian mexican argentine chilean colombian peruvian cuban swedish norwegian danish finnish icelandic \
    faroese svensk polish czech slovak hungarian romanian croatian estonian latvian lithuanian turkish vietnamese berlin vienna sevilla bogota \
    montreal puerto~rican
    """,
    .japanese: "japanese tokyo osaka", .korean: "korean seoul", .chinese: "chinese taiwanese shanghai hong~kong",
    .arabic: "egyptian lebanese moroccan tunisian iraqi cairo",
    .cyrillic: "russian ukrainian bulgarian serbian kazakh moscow", .greek: "greek athens",
    .hebrew: "israeli", .thai: "thai bangkok", .devanagari: "hindi indian nepali mumbai",
  ])

  private static let behind: [Name] = named([
    .accented: """
    brasileiro mexicano argentino chileno colombiano peruano venezolano español français québécois marseille italiano napoletano catala galego \
    en~asturiano tuga paulista baiano gaúcho
    """,
    .latin: "suomi norsk tico",
  ])

  private static func named(_ words: [SampleWords.Script: String]) -> [Name] {
    SampleWords.Script.allCases.flatMap { script in
      (words[script] ?? "").split(separator: " ").map { word in
        Name(text: String(word.map { $0 == "~" ? " " : $0 }), script: script)
      }
    }
  }
}

extension SplitMix64 {
  /// Fisher and Yates's shuffle.
  mutating func shuffle<Element>(_ elements: inout [Element]) {
    for index in elements.indices.dropFirst().reversed() { elements.swapAt(index, next(below: index + 1)) }
  }
}
