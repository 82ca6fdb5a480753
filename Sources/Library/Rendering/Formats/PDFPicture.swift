/// The streams of a PDF that Cairo made, in fewer bytes: packed by libdeflate, and pictures of few colours with a
/// palette, as Cairo writes three bytes for each pixel.
enum PDFPicture {
  /// The object with its stream packed again; as it was where that is no shorter.
  static func packed(_ object: PDFObjects.Object) -> PDFObjects.Object {
    guard let stream = object.stream, object.text.contains("/FlateDecode"),
      let content = ZlibStream.unpacked(stream)
    else { return object }
    var result = object
    let (text, bytes) = indexed(object.text, content) ?? (object.text, content)
    let packed = ZlibStream.packed(bytes, level: .high)
    if packed.count + text.utf8.count < stream.count + object.text.utf8.count {
      (result.text, result.stream) = (text, packed)
    }
    return result
  }

  /// The object without the wish that viewers smooth a picture, which archives do not allow.
  static func plain(_ object: PDFObjects.Object) -> PDFObjects.Object {
    var result = object
    if object.stream != nil { result.text = object.text.replacing("/Interpolate true", with: "") }
    return result
  }

  /// The pixels as numbers of colours; nil where there are more than 256, or the object is no such picture.
  private static func indexed(_ dictionary: String, _ content: [UInt8]) -> (String, [UInt8])? {
    guard dictionary.contains("/Subtype /Image"), dictionary.contains("/BitsPerComponent 8"), content.count % 3 == 0,
      let space = dictionary.firstRange(of: "/ColorSpace /DeviceRGB")
    else { return nil }
    var indices: [UInt32: UInt8] = [:]
    var colors: [UInt32] = []
    var pixels: [UInt8] = []
    pixels.reserveCapacity(content.count / 3)
    var (last, lastIndex) = (UInt32.max, UInt8(0))
    for at in stride(from: 0, to: content.count, by: 3) {
      let color = UInt32(content[at]) << 16 | UInt32(content[at + 1]) << 8 | UInt32(content[at + 2])
      if color != last {
        if let known = indices[color] {
          lastIndex = known
        } else {
          if colors.count == 256 { return nil }
          lastIndex = UInt8(colors.count)
          indices[color] = lastIndex
          colors.append(color)
        }
        last = color
      }
      pixels.append(lastIndex)
    }
    let digits = colors.map { color in
      let text = String(color, radix: 16)
      return String(repeating: "0", count: 6 - text.count) + text
    }
    var dictionary = dictionary
    dictionary.replaceSubrange(
      space, with: "/ColorSpace [/Indexed /DeviceRGB \(colors.count - 1) <\(digits.joined())>]")
    return (dictionary, pixels)
  }
}
