import FoundationEssentials

/// The manual page `songbook(1)`, in the language of `man`, made from what the commands say of themselves.
public struct ManualPage {
  private var lines: [String] = []

  /// - Parameters:
  ///   - dump: what `--experimental-dump-help` prints.
  ///   - version: Songbook's version.
  ///   - exitCodes: what the exit codes mean.
  /// - Throws: when the dump is not what ArgumentParser prints.
  public static func text(dump: String, version: String, exitCodes: String) throws -> String {
    let command = try JSONDecoder().decode(CommandDescription.Dump.self, from: Data(dump.utf8)).command
    var page = ManualPage()
    page.lines.append(".TH SONGBOOK 1 \"\" \"Songbook \(version)\" \"User Commands\"")
    page.section("NAME")
    page.paragraph("songbook - notebooks written as plain Swift files, made into reports that open anywhere")
    page.section("SYNOPSIS")
    for subcommand in command.shownSubcommands {
      page.synopsis(subcommand, after: "songbook")
      page.lines.append(".br")
    }
    page.section("DESCRIPTION")
    page.paragraph(
      """
      An analysis is a Swift script whose cells begin with “// %%”. Songbook compiles it, runs what has changed since the \
      last time in a process of its own, and writes one HTML page with every table and figure, which needs no network.
      """)
    page.paragraph("ANALYSIS is a name in analyses/ or a path to a .swift file.")
    page.section("COMMANDS")
    for subcommand in command.shownSubcommands { page.command(subcommand, after: "songbook") }
    page.section("EXIT STATUS")
    page.paragraph(exitCodes)
    page.section("FILES")
    for (file, meaning) in ManualPage.files { page.entry(file, meaning) }
    page.section("ENVIRONMENT")
    for (variable, meaning) in ManualPage.variables { page.entry(variable, meaning) }
    page.section("EXAMPLES")
    for (example, meaning) in ManualPage.examples { page.entry(example, meaning) }
    return page.lines.map { $0 + "\n" }.joined()
  }

  private static let files = [
    ("analyses/", "Scripts; a name stands for the file of that name here."),
    ("reports/ANALYSIS/index.html", "The latest report; run.json, figures/, tables/ and earlier runs lie beside it."),
    (".songbook/", "What makes the next run shorter. It may be removed at any time."),
  ]
  private static let variables = [
    ("SONGBOOK_TOOLCHAIN", "The folder usr of the Swift toolchain that compiles analyses."),
    ("SONGBOOK_DATA", "A folder with the tables that Songbook ships."),
    ("SOURCE_DATE_EPOCH", "Seconds since 1970. Set, the same inputs give the same bytes."),
    ("NO_COLOR", "Set, nothing is coloured."),
  ]
  private static let examples = [
    ("songbook new sales --data sales.csv", "Writes analyses/sales.swift, which shows what is in the file."),
    ("songbook run sales -p file=may.csv", "Runs it over another file, and writes reports/sales/index.html."),
    ("songbook diff sales", "What changed between the last two runs."),
  ]

  private mutating func section(_ title: String) { lines.append(".SH \(title)") }

  private mutating func paragraph(_ text: String) {
    for part in text.split(separator: "\n\n") {
      if lines.last?.hasPrefix(".S") == false { lines.append(".PP") }
      lines.append(ManualPage.plain(String(part).replacing("\n", with: " ")))
    }
  }

  private mutating func entry(_ term: String, _ meaning: String) {
    lines.append(".TP\n\\fB\(ManualPage.escaped(term))\\fR")
    lines.append(ManualPage.plain(meaning))
  }

  private mutating func synopsis(_ command: CommandDescription, after parents: String) {
    let options = command.shownArguments.contains { $0.kind != "positional" } ? " [\\fIoptions\\fR]" : ""
    let operands = command.shownArguments.filter { $0.kind == "positional" }.map { argument in
      let name = "\\fI\(ManualPage.escaped((argument.valueName ?? "").uppercased()))\\fR"
      let repeated = argument.isRepeating ? name + "..." : name
      return argument.isOptional ? " [\(repeated)]" : " " + repeated
    }
    let below = command.shownSubcommands.isEmpty ? "" : " \\fICOMMAND\\fR"
    lines.append("\\fB\(parents) \(command.commandName)\\fR\(below)\(options)\(operands.joined())")
  }

  private mutating func command(_ command: CommandDescription, after parents: String) {
    let name = "\(parents) \(command.commandName)"
    lines.append(".SS \(name)")
    synopsis(command, after: parents)
    if let abstract = command.abstract, !abstract.isEmpty { paragraph(abstract) }
    // The exit codes have a section of their own.
    let discussion = (command.discussion ?? "").split(separator: "\n\n").filter { !$0.hasPrefix("Exit codes:") }
    if !discussion.isEmpty { paragraph(discussion.joined(separator: "\n\n")) }
    for argument in command.shownArguments {
      let value = "\\fI\(ManualPage.escaped(argument.valueName ?? ""))\\fR"
      let names = (argument.names ?? []).map { "\\fB\(ManualPage.escaped($0.spelling))\\fR" }
      let term: String
      switch argument.kind {
      case "positional": term = value
      case "option": term = names.map { $0 + " " + value }.joined(separator: ", ")
      default: term = names.joined(separator: ", ")
      }
      let usual = argument.defaultValue.map { " Usual: \($0)." } ?? ""
      lines.append(".TP\n\(term)")
      lines.append(ManualPage.plain((argument.abstract ?? "") + usual))
    }
    for subcommand in command.shownSubcommands { self.command(subcommand, after: name) }
  }

  /// A line of text: a point or an apostrophe at its start would be an instruction.
  private static func plain(_ text: String) -> String {
    let text = escaped(text.trimmingCharacters { $0.isWhitespace })
    return text.isEmpty ? "\\&" : text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("`", with: "")
  }
}

extension String {
  fileprivate func trimmingCharacters(where isDropped: (Character) -> Bool) -> String {
    var rest = self[...]
    while let first = rest.first, isDropped(first) { rest.removeFirst() }
    while let last = rest.last, isDropped(last) { rest.removeLast() }
    return String(rest)
  }
}
