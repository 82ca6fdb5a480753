import CommandWorkspace
import Foundation
import Testing

/// A real language server knows Songbook's names in a project that lies elsewhere.
@Suite struct EditorTests {
  private static let script = """
    // ---
    // title: Sales
    // ---
    import Songbook

    // %% Table
    let table: DataFrame = ["Revenue": [1.0, 2, 4]]
    table.summary()

    // %% Chart
    Chart.histogram(table, "Revenue")

    // %% Mistake
    let number: Int = "text"
    table.
    """

  @Test(arguments: ["editor", "new"]) func namesAreCompletedExplainedAndChecked(command: String) throws {
    let workspace = try Workspace()
    let outcome = try workspace.songbook(command == "new" ? ["new", "first"] : [command])
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(workspace.has(".sourcekit-lsp/config.json"))
    let path = workspace.folder.resolvingSymlinksInPath().path + "/analyses/sales.swift"
    try workspace.write("analyses/sales.swift", Self.script)
    let server = try LanguageServer(folder: workspace.folder.resolvingSymlinksInPath().path)
    defer { try? server.stop() }
    try server.open(path, Self.script)

    let hover = try server.ask("hover", path, line: 10, column: 8)
    let explained = (hover["contents"] as? [String: Any])?["value"] as? String ?? ""
    #expect(explained.contains("How the values of a column are spread"), "\(hover)")

    let completion = try server.ask("completion", path, line: 14, column: 6)
    let names = (completion["items"] as? [[String: Any]] ?? []).compactMap { $0["label"] as? String }
    #expect(names.contains { $0.hasPrefix("rowCount") } && names.contains { $0.hasPrefix("columnNames") }, "\(names)")

    // Values that are displayed are not unused; mistakes are told.
    let report = try server.ask("diagnostic", path)
    let found = (report["items"] as? [[String: Any]] ?? []).map { item in
      let start = (item["range"] as? [String: Any])?["start"] as? [String: Any]
      return "\(start?["line"] as? Int ?? -1): \(item["message"] as? String ?? "")"
    }
    #expect(found.contains { $0.hasPrefix("13: ") && $0.contains("Int") }, "\(found)")
    #expect(!found.contains { $0.contains("unused") }, "\(found)")
  }
}
