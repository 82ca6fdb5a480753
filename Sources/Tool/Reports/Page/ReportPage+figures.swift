import Pages
import Runs

extension ReportPage {
  /// - Parameter code: what folds the code away that made it.
  func figure(_ exhibit: Article.Exhibit, _ output: Output, code: HTML?) -> HTML {
    let description = output.alternativeText ?? output.caption ?? exhibit.name ?? "Figure without a description"
    let isLong = description.count > Self.longestAlternative
    let short = isLong ? Self.opening(of: description) : description
    let details: HTML? =
      isLong
      ? "<details class=\"description\"><summary>Description</summary><p>\(description)</p></details>\n" : nil
    let data = output.representations.first { $0.mediaType == "text/csv" && $0.file != nil }
    let excerpt = data.flatMap { try? content(of: $0) }.flatMap(DataExcerpt.init(ofCSV:))
    let caption = caption(exhibit)
    let head: HTML? = caption.isEmpty ? nil : "<figcaption>\(caption)</figcaption>\n"
    let still = picture(exhibit, output, alternative: short)
    let shown = widget(exhibit, output, still: still + pointTable(exhibit, output)) ?? still
    return """
      <figure id="\(exhibit.id)">\(head)\(shown)
      \(tools(code: code, actions: attachments(exhibit, output, excerpt)))\
      \(notice(excerpt, of: data?.file))\(details)</figure>

      """
  }

  private func picture(_ exhibit: Article.Exhibit, _ output: Output, alternative: String) -> HTML {
    let plot = output.liveFile.flatMap { file in
      liveFigures.plot(
        figurePrefix + file, name: exhibit.id, alternative: alternative, hasThumbnail: notebook.frontMatter.thumbnails)
    }
    if let plot { return plot }
    let pictures = output.representations.filter { $0.mediaType == "image/png" }
    let light = pictures.first { $0.variant != .dark } ?? pictures.first
    guard let light else { return "<p class=\"lost\">The figure has no picture.</p>" }
    do {
      let image = try content(of: light)
      let size = displaySize(output, image)
      var dark = HTML()
      if let form = pictures.first(where: { $0.variant == .dark }), form != light {
        // On paper the light one is printed, whatever the screen prefers.
        dark = """
          <source media="screen and (prefers-color-scheme: dark)" \
          srcset="\(HTML(dataOf: try content(of: form), mediaType: "image/png"))">
          """
      }
      let narrow = output.representations.first { $0.variant == .narrow }
      let width = output.width ?? .infinity
      let pictureClass: HTML =
        width <= LiveFigures.widestSmall ? "small" : narrow != nil || width <= Self.widestFitting ? "fitting" : "wide"
      let source = try narrow.map { form -> HTML in
        """
        <source media="screen and (max-width: 500px)" \
        srcset="\(HTML(dataOf: try content(of: form), mediaType: form.mediaType))">
        """
      }
      return """
        <div class="scroll" tabindex="0" role="group" aria-label="Drawing">\
        <picture class="\(pictureClass)">\(source)\(dark)\
        <img src="\(HTML(dataOf: image, mediaType: "image/png"))"\(size) alt="\(alternative)"></picture></div>
        """
    } catch {
      return "<p class=\"lost\">The picture could not be read: \(String(describing: error)).</p>"
    }
  }

  /// Drawings up to this width, in points, shrink to the width of a telephone; wider ones without a form for it scroll there.
  private static let widestFitting = 430.0

  /// The size on the page: the drawing's own, a point a pixel, else half the bitmap's, as pictures are made at twice
  /// their size.
  private func displaySize(_ output: Output, _ image: [UInt8]) -> HTML {
    if let width = output.width, let height = output.height {
      return " width=\"\(Int(width.rounded()))\" height=\"\(Int(height.rounded()))\""
    }
    // PNG: the header's width and height stand big-endian at 16 and 20.
    guard image.count >= 24 else { return "" }
    let numbers = [16, 20].map { start in image[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) } }
    return " width=\"\(numbers[0] / 2)\" height=\"\(numbers[1] / 2)\""
  }

  /// - Parameter excerpt: the beginning of the data, where there are too many for a page.
  private func attachments(_ exhibit: Article.Exhibit, _ output: Output, _ excerpt: DataExcerpt?) -> HTML? {
    // The live drawing gives the SVG by a script; of a picture the PNG is saved by a script.
    let second =
      output.representation(of: LiveDrawing.mediaType) == nil
      ? ("image/svg+xml", "SVG", "svg") : ("image/png", "PNG", "png")
    let kinds = [("application/pdf", "PDF", "pdf"), second, ("text/csv", "Data", "csv")]
    let links = kinds.compactMap { mediaType, title, suffix -> HTML? in
      let forms = output.representations.filter { $0.mediaType == mediaType }
      guard let form = forms.first(where: { $0.variant == nil || $0.variant == .light }) ?? forms.first else {
        return nil
      }
      let subject = exhibit.name ?? "this figure"
      if mediaType == "text/csv", let excerpt, carriesFiles {
        let label = "The first \(Wording.number(excerpt.rows)) rows of the data of \(subject) as CSV"
        let (address, name) = PackedData.link(
          excerpt.bytes, mediaType: mediaType, name: "\(exhibit.id)-first-rows.csv")
        return "<a download=\"\(name)\" href=\"\(address)\" aria-label=\"\(label)\">First rows</a>"
      }
      return attachment(
        form, name: "\(exhibit.id).\(suffix)", title: "\(title)", label: "\(subject) as \(suffix.uppercased())")
    }
    return links.isEmpty
      ? nil : "<span class=\"attachments\" data-name=\"\(exhibit.id)\">\(HTML.joined(links, by: " "))</span>"
  }

  /// How much of the data the page carries, where that is not all.
  private func notice(_ excerpt: DataExcerpt?, of file: String?) -> HTML? {
    guard let excerpt, let file, carriesFiles else { return nil }
    let parts = excerpt.hasParts ? ", which has rows for every part of the drawing" : ""
    return """
      <p class="more">This page carries the first \(Wording.number(excerpt.rows)) of \(Wording.number(excerpt.totalRows)) rows of the data file\(parts); \
      all are in <a href="\(Self.path(file))">\(file)</a> beside it.</p>

      """
  }

  /// Characters that are heard at once. What goes beyond stands in the description, which readers may skip.
  private static let longestAlternative = 250

  /// As many sentences as are heard at once; a first one that is too long is cut between words.
  private static func opening(of text: String) -> String {
    let start = text.prefix(longestAlternative)
    if let end = start.ranges(of: ". ").last { return text[..<end.lowerBound] + "." }
    return (start.dropLast().lastIndex(of: " ").map { start[..<$0] } ?? start.dropLast()) + "…"
  }
}
