import Pages
import Runs

extension ComparisonPage {
  /// Figures that differ: a sentence on what moved, then both pictures.
  func figures(_ live: LiveFigures) -> Part? {
    let changed = comparison.changedFigures
    guard !changed.isEmpty else { return nil }
    let body = changed.enumerated().map { index, change -> HTML in
      let caption: HTML? = change.caption.map { ": \(MarkdownDocument($0).runningText.plainText)" }
      return
        "<h3><code>\(change.name)</code>\(caption)</h3>\n\(summary(of: change))\(pictures(of: change, index, live))"
    }
    return Part(id: "figures", title: "Figures", body: HTML.joined(body, by: ""))
  }

  private func summary(of change: FigureChange) -> HTML {
    if change.kind == .added { return "<p>The new run has this figure and the old one has not.</p>\n" }
    if change.kind == .removed { return "<p>The old run has this figure and the new one has not.</p>\n" }
    if !change.series.isEmpty {
      let shown = change.series.prefix(6).map { series -> HTML in "<li>\(series.summary)</li>\n" }
      let rest = change.series.count - shown.count
      let more: HTML? = rest > 0 ? "<li>and \(Wording.number(rest)) more</li>\n" : nil
      return "<ul>\n\(shown)\(more)</ul>\n"
    }
    if let data = change.data, data.kind == .changed { return "<p>The data behind it: \(data.summary).</p>\n" }
    return "<p>The data behind it are the same; \(change.summary) differs.</p>\n"
  }

  /// The drawings of the figures that differ, where both runs have one.
  var liveFigures: LiveFigures {
    var live = LiveFigures()
    for change in comparison.changedFigures {
      guard let picture = change.picture, let before = drawing(of: picture.old, in: old),
        let after = drawing(of: picture.new, in: new)
      else { continue }
      live.add(before, as: "old " + picture.old)
      live.add(after, as: "new " + picture.new)
    }
    return live
  }

  /// The drawing of the figure that has a picture.
  private func drawing(of picture: String, in folder: RunFolder) -> LiveDrawing? {
    let output = folder.run.cells.lazy.flatMap(\.outputs).first { output in
      output.representations.contains { $0.file == picture }
    }
    guard let file = output?.representation(of: LiveDrawing.mediaType)?.file, let content = try? folder.file(file)
    else {
      return nil
    }
    return try? LiveDrawing(json: content)
  }

  /// Side by side; with JavaScript also as a swipe, an onion skin and their difference. A mark of a drawing is told with
  /// the same one of the other run.
  private func pictures(of change: FigureChange, _ index: Int, _ live: LiveFigures) -> HTML {
    guard let picture = change.picture else { return "" }
    let (one, other) = ("\(change.name) before", "\(change.name) after")
    guard
      let before = live.plot("old " + picture.old, name: one, alternative: one)
        ?? image(picture.old, of: old, size: picture.oldSize, alternative: one),
      let after = live.plot("new " + picture.new, name: other, alternative: other)
        ?? image(picture.new, of: new, size: picture.newSize, alternative: other)
    else { return "<p class=\"lost\">The pictures could not be read.</p>\n" }
    let share: HTML? = picture.changedShare.map {
      "<span>\(Wording.percentage($0)) of the pixels differ</span>"
    }
    return """
      <figure class="compared" data-view="both">
      <div class="stage"><div class="before"><p>Before</p>\(before)</div><div class="after"><p>After</p>\(after)</div></div>
      <figcaption><span class="views" hidden data-name="view-\(index)"></span>\(share)</figcaption>
      </figure>

      """
  }

  private func image(_ file: String, of run: RunFolder, size: PictureSize?, alternative: String) -> HTML? {
    guard let content = try? run.file(file) else { return nil }
    // Pictures are made at twice their size.
    let displaySize: HTML? = size.map { " width=\"\($0.width / 2)\" height=\"\($0.height / 2)\"" }
    return "<img src=\"\(HTML(dataOf: content, mediaType: "image/png"))\"\(displaySize) alt=\"\(alternative)\">"
  }
}
