import Pages
import Runs

extension ReportPage {
  /// A small picture of each figure that leads to it, where the analysis asks for them.
  var thumbnails: HTML? {
    guard notebook.frontMatter.thumbnails else { return nil }
    let entries = article.parts.flatMap { part -> [HTML] in
      let figures = part.items.compactMap { item -> (Article.Exhibit, Output)? in
        guard case .exhibit(let exhibit) = item, exhibit.kind == .figure, let output = exhibit.output,
          output.width ?? 0 > LiveFigures.widestSmall
        else { return nil }
        return (exhibit, output)
      }
      return figures.enumerated().compactMap { number, figure in
        let drawing = figure.1.liveFile.flatMap { liveFigures.thumbnail(figurePrefix + $0, name: figure.0.id) }
        guard let picture = drawing else { return nil }
        let title = part.cell.name.given ?? figure.0.name ?? figure.0.id
        let numbered = figures.count > 1 ? "\(title) (\(number + 1))" : title
        return "<li><a href=\"#\(figure.0.id)\">\(picture)<span>\(numbered)</span></a></li>\n"
      }
    }
    return entries.isEmpty
      ? nil : "<section class=\"thumbnails\" aria-label=\"Figures\"><ul>\n\(entries)</ul></section>\n"
  }
}
