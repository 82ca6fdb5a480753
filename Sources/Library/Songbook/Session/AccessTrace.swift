import CAccessTrace
import Glibc
import Runs

/// Reports the accesses of each statement to memory to the runner, so that the next run knows which statement depends
/// on which, whatever names they use.
enum AccessTrace {
  private final class Taken {
    var accesses: Set<MemoryAccess> = []
  }

  static func begin() { songbook_record_accesses() }

  /// What runs depends on more than memory.
  static func noteOutside() { songbook_note_outside() }

  static func startStatement(line: Int32) { songbook_start_statement(line) }

  static func endStatement() { songbook_end_statement() }

  /// What has been recorded since the last call, in a fixed order.
  static func take() -> [MemoryAccess] {
    let taken = Taken()
    withExtendedLifetime(taken) {
      songbook_take_accesses(Unmanaged.passUnretained(taken).toOpaque()) { context, line, name, maker, isWritten in
        let taken = Unmanaged<Taken>.fromOpaque(context!).takeUnretainedValue()
        let location = AccessTrace.location(named: name.map { String(cString: $0) }, maker: Int(maker))
        taken.accesses.insert(MemoryAccess(line: Int(line), location: location, isWritten: isWritten != 0))
      }
    }
    return taken.accesses.sorted { ($0.line, "\($0.location)") < ($1.line, "\($1.location)") }
  }

  private static func location(named name: String?, maker: Int) -> MemoryAccess.Location {
    if maker == Int(songbook_in_background) { return .background }
    guard let name else { return .objectsMade(line: maker) }
    // The token of a lazy variable carries no type; with any type behind it, it reads as the variable.
    let token = "_Wz"
    if name.hasSuffix(token) { return .objectsOf(readable(name.dropLast(token.count) + "SivpZ")) }
    return .variable(readable(name))
  }

  /// `Dice.rolls` for `static program.Dice.rolls : Swift.Int`.
  static func readable(_ symbol: String) -> String {
    guard symbol.hasPrefix("$s"), let text = demangle(symbol, symbol.utf8.count, nil, nil, 0) else { return symbol }
    defer { free(text) }
    var name = String(cString: text)
    if let type = name.firstRange(of: " : ") { name = String(name[..<type.lowerBound]) }
    for noise in ["static ", "(extension in program):", "program.", "Swift."] {
      name = name.replacing(noise, with: "")
    }
    return name
  }
}

@_silgen_name("swift_demangle")
private func demangle(
  _ name: UnsafePointer<CChar>, _ length: Int, _ buffer: UnsafeMutablePointer<CChar>?,
  _ size: UnsafeMutablePointer<Int>?,
  _ flags: UInt32
) -> UnsafeMutablePointer<CChar>?
