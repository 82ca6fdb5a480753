extension HTML {
  /// A file inside the page: `data:image/png;base64,...`.
  init(dataOf content: [UInt8], mediaType: String) {
    self = "data:\(mediaType);base64,"
    append(base64: content)
  }

  /// Appends the content in base64 (RFC 4648), padded.
  mutating func append(base64 content: [UInt8]) {
    self += HTML(markup: base64(content))
  }
}

/// Base64 (RFC 4648), padded.
func base64(_ content: [UInt8]) -> [UInt8] {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  let whole = content.count / 3 * 3
  let count = (content.count + 2) / 3 * 4
  return [UInt8](unsafeUninitializedCapacity: count) { output, initialized in
    // The pointers stay inside: `read` stops at `whole`, a multiple of 3, and every 3 bytes read make 4 of the `count` written.
    content.withUnsafeBufferPointer { input in
      alphabet.withUnsafeBufferPointer { letters in
        var write = 0
        var read = 0
        while read < whole {
          let word = UInt32(input[read]) << 16 | UInt32(input[read + 1]) << 8 | UInt32(input[read + 2])
          output[write] = letters[Int(word >> 18)]
          output[write + 1] = letters[Int(word >> 12 & 63)]
          output[write + 2] = letters[Int(word >> 6 & 63)]
          output[write + 3] = letters[Int(word & 63)]
          read += 3
          write += 4
        }
        if read < input.count {
          let hasSecond = read + 1 < input.count
          let word = UInt32(input[read]) << 16 | (hasSecond ? UInt32(input[read + 1]) << 8 : 0)
          output[write] = letters[Int(word >> 18)]
          output[write + 1] = letters[Int(word >> 12 & 63)]
          output[write + 2] = hasSecond ? letters[Int(word >> 6 & 63)] : UInt8(ascii: "=")
          output[write + 3] = UInt8(ascii: "=")
        }
      }
    }
    initialized = count
  }
}
