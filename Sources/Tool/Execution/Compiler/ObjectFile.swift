import FoundationEssentials
import Runs

/// An object file that the Swift compiler made: ELF with 64 bits, in the byte order of this machine.
struct ObjectFile {
  private let bytes: Data

  init(path: String) throws(RunFailure) {
    guard let bytes = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe) else {
      throw Files.failure("\(path) could not be read")
    }
    self.bytes = bytes
  }

  /// What the modules that the file uses ask of the linker, such as `-lswift_StringProcessing`, each once.
  var linkerOptions: [String] {
    var options: [String] = []
    for option in section(".swift1_autolink_entries").split(separator: 0) {
      let text = String(decoding: option, as: UTF8.self)
      if !options.contains(text) { options.append(text) }
    }
    return options
  }

  /// The compiler signs the debug information of what it makes: `Swift version 6.3.1 (swift-6.3.1-RELEASE)`.
  var compilerVersion: String? {
    guard let start = bytes.firstRange(of: Data("Swift version ".utf8))?.lowerBound else { return nil }
    return String(decoding: bytes[start...].prefix { $0 != 0 }.prefix(200), as: UTF8.self)
  }

  /// The contents of the first section of a name; nothing when there is none.
  private func section(_ name: String) -> Data {
    // Offsets as in the ELF-64 object file format, version 1.5: e_shoff, e_shentsize, e_shnum, e_shstrndx; sh_name,
    // sh_offset, sh_size.
    guard bytes.count >= 64, bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2]) else { return Data() }
    let headers = Int(truncatingIfNeeded: number(at: 0x28, as: UInt64.self))
    let headerSize = Int(number(at: 0x3A, as: UInt16.self))
    func content(_ index: Int) -> Data {
      let header = headers + index * headerSize
      let start = Int(truncatingIfNeeded: number(at: header + 0x18, as: UInt64.self))
      let end = start + Int(truncatingIfNeeded: number(at: header + 0x20, as: UInt64.self))
      return 0 <= start && start <= end && end <= bytes.count ? bytes[start..<end] : Data()
    }
    let names = content(Int(number(at: 0x3E, as: UInt16.self)))
    for index in 0..<Int(number(at: 0x3C, as: UInt16.self)) {
      let start = Int(number(at: headers + index * headerSize, as: UInt32.self))
      if names.dropFirst(start).prefix(while: { $0 != 0 }).elementsEqual(name.utf8) { return content(index) }
    }
    return Data()
  }

  /// Zero beyond the end of the file.
  private func number<Number: FixedWidthInteger>(at offset: Int, as type: Number.Type) -> Number {
    guard offset >= 0, offset + MemoryLayout<Number>.size <= bytes.count else { return 0 }
    return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: type) }
  }
}
