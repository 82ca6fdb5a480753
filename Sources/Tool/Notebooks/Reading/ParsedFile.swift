import SwiftParser
import SwiftSyntax

/// A Swift file as a tree, with the places of its top-level items.
struct ParsedFile {
  let tree: SourceFileSyntax
  private let items: [CodeBlockItemSyntax]
  /// The first and the last byte of each.
  private let ranges: [Range<Int>]

  init(source: String) {
    tree = Parser.parse(source: source)
    items = Array(tree.statements)
    ranges = items.map { item in
      item.positionAfterSkippingLeadingTrivia.utf8Offset..<item.endPositionBeforeTrailingTrivia.utf8Offset
    }
  }

  /// The top-level item that begins before an offset and ends behind it.
  func range(ofItemAround offset: Int) -> Range<Int>? {
    let behind = index(ofItemFrom: offset)
    guard behind > 0, offset < ranges[behind - 1].upperBound else { return nil }
    return ranges[behind - 1]
  }

  /// The top-level items that begin in a part of the file.
  func items(in offsets: Range<Int>) -> [CodeBlockItemSyntax] {
    Array(items[index(ofItemFrom: offsets.lowerBound)..<index(ofItemFrom: offsets.upperBound)])
  }

  /// The index of the first item that begins at an offset or behind it.
  private func index(ofItemFrom offset: Int) -> Int {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].lowerBound >= offset { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
