import ArgumentParser
import Connectors
import Frames
import Pages

struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Turn any table into clean CSV (RFC 4180, UTF-8), JSON, Excel, Markdown or LaTeX.",
    discussion: """
      The input is CSV in any dialect, JSON, JSON lines, Parquet, Arrow or Excel. Of delimited files no value is \
      changed: everything stays text. Their dialect is detected; options override it. \
      The name of the output gives its format: .csv, .tsv, .json, .jsonl, .xlsx, .md, .html, .tex; all but .xlsx may be \
      followed by .gz, .xz or .zst to compress it.
      """)

  @Argument(
    help: "The file, also inside zip, gz or xz; a pattern of several such as 'data/*.csv'; - for standard input.")
  var input: String

  @Argument(help: "The file to write.")
  var output: String

  @Option(help: ArgumentHelp("What stands between fields; \\t for a tab.", valueName: "text"))
  var delimiter: DelimiterOption?

  @Option(help: ArgumentHelp("The character around fields with delimiters or line ends.", valueName: "character"))
  var quote: CharacterOption?

  @Option(help: ArgumentHelp("The character before a quote inside a quoted field.", valueName: "character"))
  var escape: CharacterOption?

  @Option(help: ArgumentHelp("The encoding, such as UTF-8, UTF-16LE, ISO-8859-1 or windows-1252.", valueName: "name"))
  var encoding: EncodingOption?

  @Option(help: ArgumentHelp("The number of records with column names.", valueName: "n"))
  var headerRows: Int?

  @Option(help: ArgumentHelp("The number of lines above the table.", valueName: "n"))
  var skipRows: Int?

  @Option(help: ArgumentHelp("The first character of lines to leave out.", valueName: "character"))
  var comment: CharacterOption?

  @Option(help: ArgumentHelp("Which file of an archive, when it holds several.", valueName: "name"))
  var member: String?

  @Option(help: ArgumentHelp("Which sheet of a workbook; the first by default.", valueName: "name"))
  var sheet: String?

  @Option(help: ArgumentHelp("The widths of columns at fixed places, such as 10,4,8.", valueName: "n,n"))
  var widths: WidthsOption?

  @Flag(help: "Quotes are text like any other character.")
  var noQuotes = false

  @Flag(help: "The first record is a row, not a header; CSV that is written has none either.")
  var noHeader = false

  func validate() throws {
    if noHeader, headerRows ?? 0 > 0 {
      throw ValidationError("--no-header and --header-rows \(headerRows ?? 0) contradict each other.")
    }
    for (name, count) in [("--header-rows", headerRows), ("--skip-rows", skipRows)] where count ?? 0 < 0 {
      throw ValidationError("\(name) has to be 0 or more.")
    }
  }

  func run() throws {
    var options = CSVReadingOptions(
      delimiter: delimiter?.text, quote: quote?.character, usesQuoting: !noQuotes, escape: escape?.character,
      encoding: encoding?.encoding,
      skippedLines: skipRows, headerRows: noHeader ? 0 : headerRows)
    options.comment = comment?.character
    options.memberName = member
    let report: CSVReadingReport
    let converter = TableConverter(options: options, sheet: sheet, widths: widths?.widths)
    do { report = try converter.convert(input, to: output) } catch {
      throw ValidationError("\(error)")
    }
    let terminal = Terminal.standardError
    terminal.line("\(Wording.count(report.rows, "row")) from \(input)")
    for remark in report.remarks { terminal.line("\(input): \(remark)") }
    for problem in report.problems { terminal.line("\(input):\(problem.line): \(problem.message)") }
    let left = report.problemCounts.values.reduce(0, +) - report.problems.count
    if left > 0 { terminal.line("\(Wording.count(left, "further problem")) not shown") }
    Terminal.path(output)
  }
}

/// One ASCII character or several, `\t` for a tab.
struct DelimiterOption: ExpressibleByArgument {
  var text: String

  init?(argument: String) {
    text = argument == "tab" ? "\t" : argument.replacingOccurrences(of: "\\t", with: "\t")
    guard !text.isEmpty, text.allSatisfy({ $0.isASCII && !$0.isNewline }) else { return nil }
  }
}

/// Numbers of characters, separated by commas.
struct WidthsOption: ExpressibleByArgument {
  var widths: [Int]

  init?(argument: String) {
    widths = argument.split(separator: ",").compactMap { Int($0.filter { $0 != " " }) }
    guard !widths.isEmpty, widths.count == argument.split(separator: ",").count else { return nil }
  }
}

/// One ASCII character, `\t` for a tab.
struct CharacterOption: ExpressibleByArgument {
  var character: Character

  init?(argument: String) {
    let text = argument == "\\t" || argument == "tab" ? "\t" : argument
    guard text.count == 1, let only = text.first, only.isASCII else { return nil }
    character = only
  }
}

/// An encoding by its name.
struct EncodingOption: ExpressibleByArgument {
  var encoding: CSVDialect.Encoding

  init?(argument: String) {
    guard let encoding = CSVDialect.Encoding(named: argument) else { return nil }
    self.encoding = encoding
  }
}
