/// Tells bytes that are no text from text.
enum BinaryContent {
  private static let signatures: [(bytes: [UInt8], offset: Int, name: String)] = [
    ([0x89, 0x50, 0x4E, 0x47], 0, "a PNG picture"), ([0xFF, 0xD8, 0xFF], 0, "a JPEG picture"),
    (Array("GIF8".utf8), 0, "a GIF picture"), (Array("II*\0".utf8), 0, "a TIFF picture"),
    (Array("MM\0*".utf8), 0, "a TIFF picture"), (Array("WEBP".utf8), 8, "a WebP picture"),
    (Array("%PDF-".utf8), 0, "a PDF document"), (Array("PAR1".utf8), 0, "a Parquet file"),
    (Array("ARROW1".utf8), 0, "an Arrow file"), (Array("FEA1".utf8), 0, "a Feather file"),
    (Array("SQLite format 3".utf8), 0, "a SQLite database"),
    ([0xD0, 0xCF, 0x11, 0xE0], 0, "a document of an old Microsoft Office"),
    ([0x89, 0x48, 0x44, 0x46], 0, "an HDF5 file"),
    ([0x7F, 0x45, 0x4C, 0x46], 0, "a program"), (Array("Rar!".utf8), 0, "a RAR archive"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], 0, "a 7z archive"), ([0x50, 0x4B, 0x03, 0x04], 0, "a zip archive"),
    ([0x1F, 0x8B, 0x08], 0, "a gzip archive"), (Array("ustar".utf8), 257, "a tar archive"),
  ]

  /// What the bytes are; nil when they may be text.
  static func name(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    for (signature, offset, name) in signatures
    where bytes.count >= offset + signature.count && bytes[offset...].starts(with: signature) {
      return name
    }
    let sample = bytes.prefix(1 << 14)
    if DecodedText.markedEncoding(bytes) != nil { return nil }
    // Text has tabs and line ends, and of other control characters hardly any.
    var controls = 0
    for byte in sample where byte < 32 && !(9...13).contains(byte) && ![1, 2, 26, 27, 28, 29, 30, 31].contains(byte) {
      controls += 1
    }
    return controls > 4 && controls * 50 > sample.count ? "a binary file" : nil
  }
}
