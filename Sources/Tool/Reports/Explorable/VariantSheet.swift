import Pages
import Runs

/// The pieces of several reports, each stored once, and the style sheet that shows those of the chosen point.
///
/// A piece that all points have alike stands as it is. Of others each form stands in an element with the classes of the
/// points that have it, `n0`, `n1` and so on; the identifiers in it get a number, and the plain ones stand before all forms,
/// so that links lead to whichever is shown.
struct VariantSheet {
  /// One form of a piece, and the points that have it.
  private struct Form {
    var html: HTML
    var places: [Int]
  }

  private struct Slot {
    var key: ReportPage.Piece.Key
    var cell: Int?
    var forms: [Form] = []
    /// Forms by their bytes, which are compared once more.
    var known: [Int: [Int]] = [:]
  }

  private let matrix: Matrix
  private var slots: [Slot] = []
  private var positions: [ReportPage.Piece.Key: Int] = [:]
  private var places: [Int] = []
  /// Bytes of all forms.
  private(set) var weight = 0

  init(_ matrix: Matrix) { self.matrix = matrix }

  static func name(_ place: Int) -> HTML { "n\(place)" }

  /// Takes in the report of a point.
  /// - Returns: what is new in it.
  mutating func add(_ pieces: [ReportPage.Piece], of place: Int) -> HTML {
    places.append(place)
    var new = HTML()
    for piece in pieces {
      let position = positions[piece.key] ?? slots.count
      if position == slots.count {
        slots.append(Slot(key: piece.key, cell: piece.cell))
        positions[piece.key] = position
      }
      let hash = piece.html.bytes.hashValue
      if let form = slots[position].known[hash]?.first(where: { slots[position].forms[$0].html == piece.html }) {
        slots[position].forms[form].places.append(place)
        continue
      }
      slots[position].known[hash, default: []].append(slots[position].forms.count)
      slots[position].forms.append(Form(html: piece.html, places: [place]))
      weight += piece.html.bytes.count
      new += piece.html
    }
    return new
  }

  /// The pieces of each part of the page, in order.
  func parts() -> [ReportPage.Piece.Part: HTML] {
    var owners: Set<String> = []
    var parts: [ReportPage.Piece.Part: HTML] = [:]
    let sorted = slots.enumerated().sorted { ($0.element.key, $0.offset) < ($1.element.key, $1.offset) }
    for (number, slot) in sorted {
      parts[slot.key.part, default: HTML()] += html(slot, number: number, &owners)
    }
    return parts
  }

  /// - Parameter owners: the plain identifiers that stand in the page already: another piece may have one at other points.
  private func html(_ slot: Slot, number: Int, _ owners: inout Set<String>) -> HTML {
    if slot.forms.count == 1, slot.forms[0].places.count == places.count { return slot.forms[0].html }
    var identifiers: [String] = []
    var forms = HTML()
    for (index, form) in slot.forms.enumerated() where !form.html.isEmpty {
      let names = VariantNames(form.html)
      for name in names.identifiers where owners.insert(name).inserted { identifiers.append(name) }
      forms += """
        <div class="v \(HTML.joined(form.places.map(VariantSheet.name), by: " "))">\(names.html(suffix: "-v\(number)-\(index)"))</div>

        """
    }
    let anchors = identifiers.map { name -> HTML in "<span class=\"anchor-of-forms\" id=\"\(name)\"></span>" }
    return "\(anchors)\(forms)"
  }

  /// Positions of the cells of which something differs between points that differ in one axis only.
  func cells(changedBy axis: Int) -> Set<Int> {
    var changed: Set<Int> = []
    for slot in slots where slot.forms.count > 1 {
      guard let cell = slot.cell, !changed.contains(cell) else { continue }
      var formOfRest: [[String]: Int] = [:]
      for (index, form) in slot.forms.enumerated() {
        for place in form.places {
          var rest = matrix.points[place].values
          rest.remove(at: axis)
          if let other = formOfRest[rest], other != index { changed.insert(cell) }
          formOfRest[rest] = index
        }
      }
    }
    return changed
  }

  /// Hides what does not belong to the chosen point, and marks its dot.
  var style: [UInt8] {
    let rules = matrix.points.enumerated().map { place, point in
      let chosen = matrix.axes.indices.map { axis in
        ":has(#\(VariantSheet.identifier(axis: axis, value: matrix.place(of: point, on: axis))):checked)"
      }.joined()
      return """
        :root\(chosen) .v:not(.n\(place)){display:none}
        :root\(chosen) .dot.n\(place) circle{r:5px;fill:var(--chosen);fill-opacity:1}
        :root\(chosen) .dot.n\(place) path{stroke:var(--chosen);stroke-opacity:1;stroke-width:2}

        """
    }
    return HTMLDocument.shortenedStyle(Array(rules.joined().utf8))
  }

  /// The radio button of a value.
  static func identifier(axis: Int, value: Int) -> String { "choice-\(axis)-\(value)" }
}
