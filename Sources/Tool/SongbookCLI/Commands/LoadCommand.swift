import ArgumentParser
import Connectors
import Engines
import Frames
import Pages
import Summaries

struct LoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Write a table from a file to a database or a ClickHouse server.",
    discussion: """
      Numbers keep their bits, and missing values are NULL. The target is a new table: \
      clickhouse://user@host:port/database/table, or a database with --table, such as sqlite:///songs.db. \
      The password for ClickHouse comes from CLICKHOUSE_PASSWORD, or from the file that CLICKHOUSE_PASSWORD_FILE names.
      """)

  @Argument(help: "The file: CSV in any dialect, JSON, Parquet, Arrow or Excel, also packed.")
  var input: String

  @Argument(help: ArgumentHelp("Where the table is to be.", valueName: "address"))
  var target: String

  @Option(help: ArgumentHelp("The table's name, for databases other than ClickHouse.", valueName: "name"))
  var table: String?

  @Flag(help: "Replace a table that is there.")
  var replace = false

  func run() throws {
    let frame: DataFrame
    do { frame = try DataFrame(contentsOf: input) } catch { throw ValidationError("\(error)") }
    do throws(DataSourceError) {
      if target.hasPrefix("clickhouse:") {
        try RemoteTable.create(at: target, from: frame, replacing: replace)
      } else {
        let name = table ?? "data"
        let database = try Database(target)
        if replace { try database.execute("DROP TABLE IF EXISTS \"\(name.replacing("\"", with: "\"\""))\"") }
        try database.write(frame, to: name)
      }
    } catch {
      throw ValidationError("\(error)")
    }
    Terminal.standardError.line("\(Wording.count(frame.rowCount, "row")) from \(input)")
  }
}
