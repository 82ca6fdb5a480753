import Setup
import Testing

@Suite struct ManualPageTests {
  private static let dump = """
    {"command": {"commandName": "songbook", "shouldDisplay": true, "abstract": "Notebooks.", "subcommands": [
      {"commandName": "run", "shouldDisplay": true, "abstract": "Runs.", "discussion": ".hidden is a file.\\n\\nExit codes: 0.",
       "arguments": [
        {"kind": "positional", "valueName": "analyses", "isOptional": false, "isRepeating": true, "shouldDisplay": true,
         "abstract": "Names."},
        {"kind": "option", "names": [{"kind": "short", "name": "o"}], "valueName": "dir", "isOptional": true,
         "isRepeating": false, "shouldDisplay": true, "abstract": "Where.", "defaultValue": "reports"},
        {"kind": "flag", "names": [{"kind": "long", "name": "no-cache"}], "isOptional": true, "isRepeating": false,
         "shouldDisplay": true, "abstract": "Backslash \\\\."},
        {"kind": "flag", "names": [{"kind": "long", "name": "help"}], "isOptional": true, "isRepeating": false,
         "shouldDisplay": true}]},
      {"commandName": "ancient", "shouldDisplay": false}]}}
    """

  @Test func commandsAndOptionsAreTold() throws {
    let page = try ManualPage.text(dump: Self.dump, version: "1.2", exitCodes: "0 done")
    #expect(page.hasPrefix(".TH SONGBOOK 1 \"\" \"Songbook 1.2\""))
    #expect(page.contains("\\fBsongbook run\\fR [\\fIoptions\\fR] \\fIANALYSES\\fR...\n"))
    #expect(page.contains(".TP\n\\fB\\-o\\fR \\fIdir\\fR\nWhere. Usual: reports.\n"))
    #expect(page.contains(".TP\n\\fB\\-\\-no\\-cache\\fR\nBackslash \\e.\n"))
    // A point at the start of a line would be an instruction.
    #expect(page.contains("\n\\&.hidden is a file.\n"))
    #expect(!page.contains("ancient") && !page.contains("\\-\\-help") && !page.contains("Exit codes"))
  }
}
