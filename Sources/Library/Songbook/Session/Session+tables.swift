import Engines
import Runs

extension Session {
  /// Reports a table that was opened, or what was asked of it. The statement that opened it depends on its contents.
  func note(_ read: TableRead) {
    var table = TableInput(version: read.version, fingerprint: read.fingerprint)
    if let query = read.query {
      table.queries = [TableInput.Query(sql: query, seconds: read.seconds, isExact: read.isExact)]
    } else {
      let access = FileAccess(use: .table, path: read.source, state: read.fingerprint)
      let line = Int(line)
      sendAlways { .file(cell: $0, line: line, access: access) }
    }
    let input = InputRead(path: read.address, bytes: 0, rows: read.rows, table: table)
    send { .input(cell: $0, input: input) }
  }
}
