import Pages
import Runs

extension ReportPage {
  /// The widgets of the page, each kind once.
  var widgetKinds: [WidgetKind] {
    let shown = article.parts.flatMap(\.items).flatMap(\.exhibits).flatMap { [$0] + $0.parts }
    let kinds = Set(shown.compactMap { $0.output?.widget?.kind })
    return WidgetKind.allCases.filter(kinds.contains)
  }

  /// What an output becomes where scripts run, behind what stands for it where none does. Nil for outputs that stay as
  /// they are, and where the data cannot be read.
  func widget(_ exhibit: Article.Exhibit, _ output: Output, still: HTML) -> HTML? {
    guard let (kind, form) = output.widget, let data = try? content(of: form),
      let block = PackedData.block(data, attributes: " class=\"pack\"")
    else { return nil }
    let name = exhibit.name ?? "Figure"
    return """
      <div class="still">\(still)</div>
      <div class="widget \(kind.rawValue)" data-kind="\(kind.rawValue)" data-name="\(exhibit.id)" role="group" \
      aria-label="\(name), live" hidden></div>
      \(block)
      """
  }

  /// The program that models of the page run in, once for all of them.
  var widgetProgram: HTML? {
    guard widgetKinds.contains(where: \.runsWebAssembly) else { return nil }
    return PackedData.block(PackageResources.forests_wasm, attributes: " id=\"forests\"")
  }

  /// The scripts that these widgets need, as one: what they share comes first.
  var widgetScripts: [InlineScript] {
    let kinds = widgetKinds
    guard !kinds.isEmpty else { return [] }
    let parts = kinds.map { kind in
      switch kind {
      case .pointCloud: PackageResources.points_js
      case .searchTable: PackageResources.search_js
      case .predictor: PackageResources.predictor_js
      }
    }
    let all = [PackageResources.widgets_js] + parts + [Array("wake();\n".utf8)]
    return [InlineScript(Array("\"use strict\";\n{\n".utf8) + all.joined() + Array("}\n".utf8))]
  }

  /// How widgets look.
  var widgetStyles: [[UInt8]] {
    widgetKinds.isEmpty ? [] : [HTMLDocument.shortenedStyle(PackageResources.widgets_css)]
  }
}
