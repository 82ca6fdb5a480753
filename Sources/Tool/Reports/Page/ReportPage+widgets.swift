import Pages
import Runs
import Statistics

extension ReportPage {
  /// The widgets of the page, each kind once.
  var widgetKinds: [WidgetKind] {
    let shown = article.parts.flatMap(\.items).flatMap(\.exhibits).flatMap { [$0] + $0.parts }
    let kinds = Set(shown.compactMap { $0.output?.widget?.kind })
    return WidgetKind.allCases.filter(kinds.contains)
  }

  /// The data of a run's widgets by the paths of their files, as the page carries them; a file that cannot be read is left
  /// out, and what stands for the widget is shown.
  static func widgetBlocks(of run: Run, files: (String) throws -> [UInt8]) -> [String: HTML] {
    let names = run.cells.flatMap(\.outputs).compactMap { $0.widget?.form.file }
    let blocks = Parallel.map(names.count) { number in
      (try? files(names[number])).flatMap { PackedData.block($0, attributes: " class=\"pack\"") }
    }
    return Dictionary(zip(names, blocks).compactMap { name, block in block.map { (name, $0) } }) { one, _ in one }
  }

  /// What the live parts weigh in the page, one after the other; empty without any.
  var widgetWeights: [HTML] {
    let exhibits = article.parts.flatMap(\.items).flatMap(\.exhibits).flatMap { [$0] + $0.parts }
    let parts = exhibits.compactMap { exhibit -> HTML? in
      guard let block = exhibit.output?.widget.flatMap({ widgetBlocks[$0.form.file ?? ""] }) else { return nil }
      return "\(exhibit.name ?? exhibit.id): \(Wording.bytes(block.bytes.count)) of data"
    }
    guard let program = widgetProgram else { return parts }
    return parts + ["the program of the models: \(Wording.bytes(program.bytes.count))"]
  }

  /// What an output becomes where scripts run, behind what stands for it where none does. Nil for outputs that stay as
  /// they are, and where the data cannot be read.
  func widget(_ exhibit: Article.Exhibit, _ output: Output, still: HTML) -> HTML? {
    guard let (kind, form) = output.widget, let block = widgetBlocks[form.file ?? ""] else { return nil }
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
      case .profiles: PackageResources.profiles_js
      case .trainer: PackageResources.learners_js + PackageResources.trainer_js
      }
    }
    let program = kinds.contains(where: \.runsWebAssembly) ? [PackageResources.program_js] : []
    let all = [PackageResources.widgets_js] + program + parts + [Array("wake();\n".utf8)]
    return [InlineScript(Array("\"use strict\";\n{\n".utf8) + all.joined() + Array("}\n".utf8))]
  }

  /// How widgets look.
  var widgetStyles: [[UInt8]] {
    widgetKinds.isEmpty ? [] : [HTMLDocument.shortenedStyle(PackageResources.widgets_css)]
  }
}
