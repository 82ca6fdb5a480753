import Runs
public import Widgets

extension PointCloud: Displayable {
  /// Shows the points as a figure that readers can turn and search.
  public func show(on page: Page) { figure.show(on: page) }

  /// The points with a caption for the report, Markdown that may hold computed numbers.
  public func figureCaption(_ caption: Markdown) -> Figure { figure.with(caption) }

  private var figure: Figure {
    Figure(fallback).with(kind: .pointCloud, Table(fallbackTable)) { pack }
  }
}

extension Predictor: Displayable {
  /// Shows the model as a figure that readers can ask.
  public func show(on page: Page) { figure.show(on: page) }

  /// The model with a caption for the report, Markdown that may hold computed numbers.
  public func figureCaption(_ caption: Markdown) -> Figure { figure.with(caption) }

  private var figure: Figure {
    Figure(fallback).with(kind: .predictor, Table(fallbackTable).formatted("Probability", as: .percent)) { pack }
  }
}

extension Profiles: Displayable {
  /// Shows the classes as a figure that draws those that are chosen.
  public func show(on page: Page) { figure.show(on: page) }

  /// The classes with a caption for the report, Markdown that may hold computed numbers.
  public func figureCaption(_ caption: Markdown) -> Figure { figure.with(caption) }

  private var figure: Figure { Figure(fallback).with(kind: .profiles, Table(fallbackTable)) { pack } }
}

extension Trainer: Displayable {
  /// Shows the classes as a figure in which models learn.
  public func show(on page: Page) { figure.show(on: page) }

  /// The classes with a caption for the report, Markdown that may hold computed numbers.
  public func figureCaption(_ caption: Markdown) -> Figure { figure.with(caption) }

  private var figure: Figure { Figure(fallback).with(kind: .trainer, Table(fallbackTable)) { pack } }
}

extension SearchTable: Displayable {
  /// Shows the rows as a table that readers can search.
  public func show(on page: Page) { table.show(on: page) }

  /// The rows with a caption for the report, Markdown that may hold computed numbers.
  public func caption(_ caption: Markdown) -> Table { table.caption(caption) }

  private var table: Table {
    var table = Table(fallbackTable).rows(12)
    table.widget = LiveForm(kind: .searchTable) { pack }
    return table
  }
}

/// What an output becomes in a page where scripts run.
struct LiveForm: Sendable {
  var kind: WidgetKind
  var pack: @Sendable () -> WidgetPack

  init(kind: WidgetKind, pack: @escaping @Sendable () -> WidgetPack) {
    self.kind = kind
    self.pack = pack
  }

  /// Writes its data while the analysis goes on.
  func representation(_ stem: String, on page: Page) -> Representation {
    let file = "widgets/\(stem).\(kind.rawValue)"
    let pack = pack
    page.session.writeLater(to: file) { pack().bytes }
    return Representation(mediaType: kind.mediaType, file: file)
  }
}

extension Figure {
  fileprivate func with(_ caption: Markdown) -> Figure {
    var figure = self
    figure.caption = caption
    return figure
  }

  fileprivate func with(
    kind: WidgetKind, _ table: Table, pack: @escaping @Sendable () -> WidgetPack
  ) -> Figure {
    var figure = self
    figure.widget = LiveForm(kind: kind, pack: pack)
    figure.table = table
    return figure
  }
}
