/// Writes rows of a songs file as bytes, in the layout and with the habits of the published one.
struct SampleRow {
  static let header =
    "Name,Id,Artists,Release,Genre,Danceability,Energy,Loudness,Speechiness,Acousticness,Instrumentalness,Liveness,Valeance,Tempo\n"

  static func append(_ song: SampleSong, genre: String, to bytes: inout [UInt8]) {
    appendCell(song.name, to: &bytes)
    appendCell(song.id, to: &bytes)
    let artists = song.hasPlainArtists ? song.artists.joined(separator: ", ") : ListLiteral.literal(of: song.artists)
    appendCell(song.artists.isEmpty ? "" : artists, to: &bytes)
    appendCell(song.release, to: &bytes)
    appendCell(genre, to: &bytes)
    for (index, value) in song.features.enumerated() {
      appendNumber(value, to: &bytes)
      bytes.append(UInt8(ascii: index == song.features.count - 1 ? "\n" : ","))
    }
  }

  private static func appendCell(_ text: String, to bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    if text.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == quote || $0 == 10 }) {
      bytes.append(quote)
      for byte in text.utf8 {
        if byte == quote { bytes.append(quote) }
        bytes.append(byte)
      }
      bytes.append(quote)
    } else {
      bytes.append(contentsOf: text.utf8)
    }
    bytes.append(UInt8(ascii: ","))
  }

  /// Three digits after the point, more for small numbers: 108.432, 0.0365, 0.00761, 2.13e-05.
  static func appendNumber(_ value: Double, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let size = value.magnitude
    if size < 0.000_001 {
      bytes.append(contentsOf: "0.0".utf8)
    } else if size < 0.000_01 {
      append(Int((size * 100_000_000).rounded()), decimals: 2, to: &bytes)
      bytes.append(contentsOf: "e-06".utf8)
    } else if size < 0.000_1 {
      append(Int((size * 10_000_000).rounded()), decimals: 2, to: &bytes)
      bytes.append(contentsOf: "e-05".utf8)
    } else if size < 0.01 {
      append(Int((size * 100_000).rounded()), decimals: 5, to: &bytes)
    } else if size < 0.1 {
      append(Int((size * 10_000).rounded()), decimals: 4, to: &bytes)
    } else {
      append(Int((size * 1000).rounded()), decimals: 3, to: &bytes)
    }
  }

  /// The number without zeros at its end, except one behind the point.
  private static func append(_ scaled: Int, decimals: Int, to bytes: inout [UInt8]) {
    var (rest, left) = (scaled, decimals)
    while left > 1, rest % 10 == 0 {
      rest /= 10
      left -= 1
    }
    var digits: [UInt8] = []
    for _ in 0..<left {
      digits.append(UInt8(48 + rest % 10))
      rest /= 10
    }
    bytes.append(contentsOf: String(rest).utf8)
    bytes.append(UInt8(ascii: "."))
    bytes.append(contentsOf: digits.reversed())
  }
}
