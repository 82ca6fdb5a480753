import Pages

extension ReportPage {
  /// A part of the page that stands for itself, so that it can be told whether two reports have it alike.
  struct Piece {
    /// Where on the page it stands.
    enum Part: Int { case title, head, body, end, facts }

    /// What is the same piece in reports of other runs of the analysis.
    struct Key: Hashable, Comparable {
      var part: Part
      /// Position of the cell, else in the order of the page.
      var place: Int
      /// Which of the cell's pieces it is.
      var number = 0

      static func < (one: Key, other: Key) -> Bool {
        (one.part.rawValue, one.place, one.number) < (other.part.rawValue, other.place, other.number)
      }
    }

    var key: Key
    /// The position of the cell that shows it; nil for what is no cell's.
    var cell: Int?
    var html: HTML
  }

  /// The page but for what it has in common with every other: what is read of a report.
  func pieces() -> [Piece] {
    var pieces = [
      Piece(key: Piece.Key(part: .title, place: 0), html: title),
      Piece(key: Piece.Key(part: .head, place: 0), html: banner),
      Piece(key: Piece.Key(part: .head, place: 1), html: findings ?? ""),
    ]
    for part in article.parts {
      for (number, html) in self.pieces(part).enumerated() {
        let key = Piece.Key(part: .body, place: part.cell.index, number: number)
        pieces.append(Piece(key: key, cell: part.cell.index, html: html))
      }
    }
    for (place, html) in [notes, references].enumerated() {
      pieces.append(Piece(key: Piece.Key(part: .end, place: place), html: html))
    }
    for (place, html) in [facts, metrics ?? "", advice ?? "", graph].enumerated() {
      pieces.append(Piece(key: Piece.Key(part: .facts, place: place), html: html))
    }
    return pieces
  }
}
