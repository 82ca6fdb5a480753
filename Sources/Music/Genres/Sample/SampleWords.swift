/// The words in names of made-up songs and artists, in the scripts that real ones use.
enum SampleWords {
  enum Script: String, Sendable, CaseIterable {
    case latin, accented, japanese, korean, chinese, arabic, cyrillic, greek, hebrew, thai, devanagari
  }

  static let adjectives = """
    Amber Ancient Blue Borrowed Bright Broken Burning Careless Crooked Crystal Dancing Distant Dusty Eager Early Electric Empty \
    Endless Fading Fallen Faraway Final Foreign Forgotten Fragile Frozen Gentle Golden Hidden Hollow Holy Honest Humble Idle \
    Invisible Ivory Lonely Lost Lucky Magnetic Midnight Narrow Northern Open Paper Patient Quiet Restless Rising Rusty Sacred \
    Scarlet Second Secret Silent Silver Simple Sleeping Slow Southern Stolen Summer Tender Tiny Uneven Velvet Violet Waiting \
    Wandering Wild Winter Wooden Yellow Young
    """.split(separator: " ").map(String.init)

  static let nouns = """
    Anchor Avenue Balcony Bell Bicycle Bird Boat Bridge Candle Canyon Carousel Cathedral City Cloud Coast Compass Corner Crown \
    Daughter Desert Diamond Door Dream Echo Ember Engine Feather Ferry Field Fire Flower Forest Fountain Garden Ghost Glacier \
    Harbour Heart Highway Horizon Hour House Island Kingdom Kite Ladder Lantern Letter Lighthouse Machine Map Meadow Mirror \
    Monday Moon Morning Mountain Neighbour Ocean Orchard Parade Passenger Piano Planet Postcard Rain River Road Sailor Satellite \
    Season Shadow Signal Sister Sky Sparrow Stairway Station Stone Storm Stranger Street Sunday Telephone Theatre Thunder Tide \
    Tower Train Valley Village Voice Wave Weather Window
    """.split(separator: " ").map(String.init)

  static let verbs =
    "Call Carry Catch Chase Find Follow Forget Forgive Hold Leave Lose Meet Miss Paint Remember Show Tell Turn Wake Watch"
    .split(separator: " ").map(String.init)

  static let firstNames = """
    Ada Adwoa Aiko Alma Amir Anouk Arlo Astrid Beatriz Bruno Camila Cleo Dario Davor Elif Elke Emeka Esme Farid Fiona Gus Hana \
    Idris Ines Ivo Jonas Juno Kaia Kofi Lena Leo Lucia Mads Maren Mateo Mila Nadia Nils Noor Odile Otis Paz Petra Quinn Rafa Rosa \
    Samir Selma Soren Tariq Thea Uma Vera Wren Yara Yuki Zeno Zola
    """.split(separator: " ").map(String.init)

  static let lastNames = """
    Abara Almeida Bergfalk Brannick Calder Castelmar Dahlgren Delacorte Ekström Ferreiro Fontaine Greaves Hollin Ibarra Jansdóttir \
    Kaplan Kimura Laszlo Lindqvist Marchetti Mbeki-Jones Moreau Nakagawa Novak O'Hara Okonjo Oyelaran Papadakis Quispe Reyes \
    Rousseau Sandoval Şahin Tamm Thorne Ueda Valdés Vance Wyndham Yilmaz Zielińska
    """.split(separator: " ").map(String.init)

  static let suffixes = [
    " - Live", " - Remastered", " - Radio Edit", " - Acoustic", " (Interlude)", " (Demo)", " - Extended Mix", ", Pt. 2",
    " (Reprise)", "!", "?",
  ]

  /// Names that test escaping and layout.
  static let awkward = [
    "</script> (Skit)", "<b>Bold</b> & <i>Brave</i>", "\"Untitled\" No. 7", "C:\\New\\Table", "; DROP THE NEEDLE --",
    "100% 🌊 Wave", "=SUM(Us)",
    "Salt, Sand & \"Sun\"", "…", "NULL", "Café del Más Allá (À la carte), \"Live\"", "日本 + العربية + Ελληνικά",
  ]

  static func words(_ script: Script) -> [String] { byScript[script] ?? nouns }

  private static let byScript: [Script: [String]] = [
    .accented: [
      "Corazón", "Coração", "Été", "Küste", "Sjö", "Måne", "Çiçek", "Łąka", "Říčka", "Señal", "Größe", "Öland", "Niño",
      "Forêt", "Château",
      "Ánima", "Îles", "Über",
    ],
    .japanese: ["夜明け", "海", "星空", "風", "花火", "約束", "手紙", "雨", "夢", "ひかり", "みらい", "さくら", "メロディ", "ラジオ"],
    .korean: ["밤", "바다", "별빛", "바람", "약속", "편지", "비", "꿈", "빛", "봄날", "노래", "거리"],
    .chinese: ["月光", "大海", "星", "微风", "约定", "来信", "雨", "梦", "春天", "远方", "故乡", "歌"],
    .arabic: ["الليل", "البحر", "النجوم", "القلب", "المطر", "حلم", "نور", "الشمس", "طريق", "سلام", "رسالة", "مدينة"],
    .cyrillic: [
      "Ночь", "Море", "Звезда", "Ветер", "Письмо", "Дождь", "Сон", "Свет", "Весна", "Дорога", "Песня", "Город",
    ],
    .greek: ["Νύχτα", "Θάλασσα", "Αστέρι", "Άνεμος", "Όνειρο", "Βροχή", "Φως", "Δρόμος"],
    .hebrew: ["לילה", "ים", "כוכב", "רוח", "חלום", "גשם", "אור", "דרך"],
    .thai: ["คืน", "ทะเล", "ดาว", "ลม", "ฝัน", "ฝน", "แสง", "ทาง"],
    .devanagari: ["रात", "सागर", "तारा", "हवा", "सपना", "बारिश", "रोशनी", "राह"],
  ]
}
