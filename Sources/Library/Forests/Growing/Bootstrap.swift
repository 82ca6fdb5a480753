/// Which rows a tree is grown from.
struct Bootstrap {
  /// How often each row was drawn; 0 for rows out of the bag. More than 255 copies, which no bootstrap of any size ever comes near, count as 255.
  let copies: [UInt8]
  /// Rows drawn at least once.
  let distinctCount: Int

  /// As many draws with replacement as there are rows, or each row once.
  init(rowCount: Int, settings: ForestSettings, random: inout RandomStream) {
    guard settings.bootstrap else {
      copies = [UInt8](repeating: 1, count: rowCount)
      distinctCount = rowCount
      return
    }
    var copies = [UInt8](repeating: 0, count: rowCount)
    for _ in 0..<rowCount {
      let row = random.next(below: rowCount)
      if copies[row] < .max { copies[row] += 1 }
    }
    distinctCount = copies.reduce(0) { $1 > 0 ? $0 + 1 : $0 }
    self.copies = copies
  }
}
