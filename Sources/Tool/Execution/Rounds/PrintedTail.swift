import Runs

/// Lines that a cell has printed.
public struct PrintedLines: Sendable, Equatable {
  /// The lines without their ends.
  public var lines: [String]
  /// Whether they went to standard error.
  public var isError: Bool
  /// Whether the cell has printed more than is shown: these lines are the last.
  public var isCut = false
}

/// Follows the files that a running analysis prints to, line by line.
struct PrintedTail {
  private let directory: String
  /// Bytes of a cell's text that are shown.
  private let limit: Int
  /// The stretch of output that is followed.
  private var number = 1
  private var followed = [Followed(kind: PrintedFiles.standardOutput), Followed(kind: PrintedFiles.standardError)]
  private var shown = 0
  private var isCut = false

  /// How far one stream has been read.
  private struct Followed {
    var kind: String
    var offset = 0
    /// The beginning of a line whose end has not been printed.
    var rest: [UInt8] = []
  }

  init(directory: String, limit: Int) {
    self.directory = directory
    self.limit = limit
  }

  /// Another cell prints from here on.
  mutating func begin() {
    shown = 0
    isCut = false
  }

  /// What was printed since the last call to the files that are written to now.
  /// - Parameter isLast: whether lines without an end are taken, too: no more comes.
  mutating func take(isLast: Bool = false) -> [PrintedLines] {
    followed.indices.compactMap { lines(of: $0, isLast: isLast) }
  }

  /// What was printed since the last call to files that are full and announced; later calls follow those behind them.
  ///
  /// What is printed later may already be there, and belong to another cell.
  mutating func take(announced output: Output) -> [PrintedLines] {
    guard output.kind == .stream, let file = output.representations.lazy.compactMap(\.file).first,
      let announced = file.split(separator: "/").last.flatMap({ Int($0.prefix { $0 != "." }) }), announced >= number
    else { return [] }
    number = announced
    let taken = take(isLast: true)
    number += 1
    for index in followed.indices { followed[index].offset = 0 }
    return taken
  }

  private func path(_ number: Int, _ kind: String) -> String { "\(directory)/\(PrintedFiles.path(number, kind))" }

  private mutating func lines(of index: Int, isLast: Bool) -> PrintedLines? {
    let file = path(number, followed[index].kind)
    guard let size = Files.size(file), size > followed[index].offset || isLast else {
      return isLast ? finished(index, []) : nil
    }
    // What is not shown is not read.
    let room = isCut ? 0 : max(0, limit - shown - followed[index].rest.count) + 1
    let count = min(size - followed[index].offset, room)
    let isWhole = count == size - followed[index].offset
    let bytes = count > 0 ? (try? Files.read(file, from: followed[index].offset, count: count)) ?? [] : []
    followed[index].offset = size
    return finished(index, bytes, isLast: isLast, isWhole: isWhole)
  }

  private mutating func finished(_ index: Int, _ bytes: [UInt8], isLast: Bool = true, isWhole: Bool = true)
    -> PrintedLines?
  {
    var text = followed[index].rest + bytes
    let end = isLast ? text.endIndex : text.lastIndex(of: 0x0A).map { $0 + 1 } ?? text.startIndex
    followed[index].rest = Array(text[end...])
    text.removeSubrange(end...)
    guard !text.isEmpty || !isWhole, !isCut else { return nil }
    shown += text.count
    var result = PrintedLines(lines: [], isError: followed[index].kind == PrintedFiles.standardError)
    if shown > limit || !isWhole {
      isCut = true
      result.isCut = true
      for index in followed.indices { followed[index].rest = [] }
      if shown > limit {
        // The line that goes beyond the limit is left out.
        let last = text.dropLast().lastIndex(of: 0x0A)
        text.removeSubrange((last.map { $0 + 1 } ?? text.startIndex)...)
      }
    }
    if text.last == 0x0A { text.removeLast() } else if text.isEmpty { return result }
    result.lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      // Of what was written over on the same line the last is seen.
      let seen = line.split(separator: 0x0D).last ?? []
      return String(decoding: seen, as: UTF8.self)
    }
    return result
  }
}
