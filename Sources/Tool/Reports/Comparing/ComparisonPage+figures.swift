import Comparisons
import Runs

extension ComparisonPage {
  /// Figures that differ: what moved in words, then both pictures.
  var figures: Part? {
    let changed = comparison.changedFigures
    guard !changed.isEmpty else { return nil }
    let body = changed.enumerated().map { index, change -> HTML in
      let caption: HTML? = change.caption.map { ": \($0)" }
      return "<h3><code>\(change.name)</code>\(caption)</h3>\n\(words(of: change))\(pictures(of: change, index))"
    }
    return Part(id: "figures", title: "Figures", body: HTML.joined(body, by: ""))
  }

  private func words(of change: FigureChange) -> HTML {
    if change.standing == .added { return "<p>The new run has this figure and the old one has not.</p>\n" }
    if change.standing == .removed { return "<p>The old run has this figure and the new one has not.</p>\n" }
    if !change.series.isEmpty {
      let shown = change.series.prefix(6).map { series -> HTML in "<li>\(series.words)</li>\n" }
      let rest = change.series.count - shown.count
      let more: HTML? = rest > 0 ? "<li>and \(grouped(rest)) more</li>\n" : nil
      return "<ul>\n\(shown)\(more)</ul>\n"
    }
    if let data = change.data, data.standing == .changed { return "<p>The data behind it: \(data.words).</p>\n" }
    return "<p>The data behind it are the same; \(change.words) differs.</p>\n"
  }

  /// Side by side; with JavaScript also as a swipe, an onion skin and their difference.
  private func pictures(of change: FigureChange, _ index: Int) -> HTML {
    guard let picture = change.picture else { return "" }
    guard let before = image(picture.old, of: old, size: picture.oldSize, words: "\(change.name) before"),
      let after = image(picture.new, of: new, size: picture.newSize, words: "\(change.name) after")
    else { return "<p class=\"lost\">The pictures could not be read.</p>\n" }
    let share: HTML? = picture.changedShare.map {
      "<span>\(Numbers.percentage($0, signed: false)) of the pixels differ</span>"
    }
    return """
      <figure class="compared" data-view="both">
      <div class="stage"><div class="before"><p>Before</p>\(before)</div><div class="after"><p>After</p>\(after)</div></div>
      <figcaption><span class="views" hidden data-name="view-\(index)"></span>\(share)</figcaption>
      </figure>

      """
  }

  private func image(_ file: String, of run: RunFolder, size: PictureSize?, words: String) -> HTML? {
    guard let content = try? run.file(file) else { return nil }
    // Pictures are made at twice their size.
    let place: HTML? = size.map { " width=\"\($0.width / 2)\" height=\"\($0.height / 2)\"" }
    return "<img src=\"\(HTML(dataOf: content, mediaType: "image/png"))\"\(place) alt=\"\(words)\">"
  }
}
