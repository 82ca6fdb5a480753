import ArgumentParser
import Execution
import Foundation
import Notebooks
import Projects
import Runs

struct FigureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figure", abstract: "Make one figure of an analysis, or all; only what they need is run.",
    discussion: """
      For a journal: --width 85mm --height 70mm --font-size 8pt --theme journal. Lengths are in mm, cm, in or pt. The font size is that of the labels of \
      axes; titles, lines and symbols go with it. The options of cells are called fig-width, fig-height, fig-font-size, fig-theme and fig-dpi.
      """)

  @Argument(help: "A name in analyses/ or a path to a .swift file.")
  var analysis: String

  @Argument(help: "The figure's label, such as fig-correlations.")
  var label: String?

  @Flag(help: "All figures, into the folder that -o names.")
  var all = false

  @Option(
    name: .customShort("o"),
    help: ArgumentHelp("The file: .pdf, .png, .svg or .tif; with --all a folder.", valueName: "file"))
  var output: String

  @Option(help: ArgumentHelp("With --all: pdf, png, svg or tif.", valueName: "format"))
  var format: String?

  @OptionGroup var size: FigureSizeOptions

  @Flag(help: "For dark paper (PNG).")
  var dark = false

  @OptionGroup var parameters: ParameterOptions
  @OptionGroup var limits: LimitOptions

  @Flag(help: "Runs everything that is needed, without the cache.")
  var noCache = false

  func validate() throws {
    let known = Self.mediaTypes.keys.sorted().joined(separator: ", ")
    if all {
      guard label == nil else { throw ValidationError("Give either a figure's label or --all.") }
      guard Self.mediaTypes[format?.lowercased() ?? "pdf"] != nil else {
        throw ValidationError("--format \(format ?? "") is not known; known are \(known).")
      }
      return
    }
    guard label != nil else { throw ValidationError("Give a figure's label, or --all for every figure.") }
    guard format == nil else {
      throw ValidationError("--format goes with --all; the end of -o's name tells the format.")
    }
    guard Self.mediaTypes[ending] != nil else {
      throw ValidationError("\(output) has no known format; name it .pdf, .png, .svg or .tif.")
    }
  }

  /// What tells the format.
  private var ending: String {
    (all ? format ?? "pdf" : (output as NSString).pathExtension).lowercased()
  }

  private var mediaType: String { Self.mediaTypes[ending] ?? "" }

  func run() async throws {
    var run = AnalysisRun(
      path: try Project().analysis(analysis).path, parameters: try parameters.overrides(),
      configuration: try limits.configuration(usesCache: !noCache), observers: [TerminalObserver()])
    var size = size.value
    // TIFF is made where a resolution is asked for.
    if mediaType == Self.mediaTypes["tif"], size?.resolution == nil {
      size = size ?? FigureSize()
      size?.resolution = 600
    }
    run.figureSize = size
    let folder = try await run.run(only: label).result.folder
    defer { folder.discard() }
    if let label {
      let figure = try folder.run.output(labelled: label, kind: .figure)
      guard let file = file(of: figure) else { throw ExitCode(folder.run.exitStatus.code) }
      try write(try folder.file(file), to: output)
    } else {
      try writeAll(of: folder)
    }
  }

  private func writeAll(of folder: RunFolder) throws {
    let figures = folder.run.cells.flatMap(\.outputs).filter { $0.kind == .figure }
    if !figures.isEmpty { try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true) }
    for figure in figures {
      guard let file = file(of: figure) else { continue }
      let name = ((file as NSString).lastPathComponent as NSString).deletingPathExtension
      try write(try folder.file(file), to: "\(output)/\(name).\(ending)")
    }
    guard folder.run.exitStatus == .done else { throw ExitCode(folder.run.exitStatus.code) }
    if figures.isEmpty { throw ValidationError("\(analysis) shows no figures.") }
  }

  private func file(of figure: Output) -> String? {
    figure.representations.first {
      $0.mediaType == mediaType && ($0.variant == nil || ($0.variant == .dark) == dark)
    }?.file
  }

  private func write(_ content: [UInt8], to path: String) throws {
    try Data(content).write(to: URL(fileURLWithPath: path), options: .atomic)
    Terminal.path(path)
  }

  private static let mediaTypes = [
    "pdf": "application/pdf", "png": "image/png", "svg": "image/svg+xml", "tif": "image/tiff", "tiff": "image/tiff",
  ]
}

/// How large figures are on paper.
struct FigureSizeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The width of the drawing, such as 85mm.", valueName: "length"))
  var width: String?

  @Option(help: ArgumentHelp("The height of the drawing, such as 70mm.", valueName: "length"))
  var height: String?

  @Option(help: ArgumentHelp("The size of the labels of axes, such as 8pt.", valueName: "size"))
  var fontSize: String?

  @Option(help: ArgumentHelp("standard or journal: black on white in Helvetica or Arial.", valueName: "name"))
  var theme: String?

  @Option(help: ArgumentHelp("Pixels per inch of PNG and TIFF; 600 for TIFF by default.", valueName: "number"))
  var dpi: String?

  func validate() throws {
    func require(_ text: String?, _ option: String, _ read: (String) -> Any?, _ expected: String) throws {
      guard let text, read(text) == nil else { return }
      throw ValidationError("\(option) takes \(expected), and not “\(text)”.")
    }
    try require(width, "--width", FigureSize.inches, FigureSize.expectedLength)
    try require(height, "--height", FigureSize.inches, FigureSize.expectedLength)
    try require(fontSize, "--font-size", FigureSize.fontSize, FigureSize.expectedFontSize)
    try require(theme, "--theme", FigureSize.theme, FigureSize.expectedTheme)
    try require(dpi, "--dpi", FigureSize.resolution, FigureSize.expectedResolution)
    let inches = [width, height].compactMap { $0.flatMap(FigureSize.inches) }.max() ?? 0
    let resolution = dpi.flatMap(FigureSize.resolution) ?? 0
    if inches * resolution > Self.largestImage {
      throw ValidationError(
        "\(Int(inches * resolution)) pixels are more than the \(Int(Self.largestImage)) that an image can have; lower --dpi."
      )
    }
  }

  private static let largestImage = 32_000.0

  /// Nil where nothing is said.
  var value: FigureSize? {
    var size = FigureSize()
    size.width = width.flatMap(FigureSize.inches)
    size.height = height.flatMap(FigureSize.inches)
    size.fontSize = fontSize.flatMap(FigureSize.fontSize)
    size.theme = theme.flatMap(FigureSize.theme)
    size.resolution = dpi.flatMap(FigureSize.resolution)
    return size == FigureSize() ? nil : size
  }
}

extension Run {
  /// The displayed thing of that label.
  /// - Throws: the run's own exit code when a cell failed before it was made.
  func output(labelled label: String, kind: Output.Kind) throws -> Output {
    let outputs = cells.flatMap(\.outputs).filter { $0.kind == kind }
    if let found = outputs.first(where: { $0.label == label }) { return found }
    guard exitStatus == .done else { throw ExitCode(exitStatus.code) }
    throw ValidationError("The cell labelled \(label) ran and displayed no \(kind.rawValue).")
  }
}
