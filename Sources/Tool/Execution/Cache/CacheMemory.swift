import Notebooks
import Runs

/// What is remembered of a notebook, as the planner asks for it.
struct CacheMemory: RunMemory {
  var cache: RunCache
  var ledger: RunLedger
  var environment: [String: String]
  var restoresValues = true

  var values: Set<String> { ledger.values }
  var before: RunFacts? { ledger.before }
  func statements(_ key: String) -> [StatementMemory] { ledger.statements[key] ?? [] }
  func hasOutputs(_ key: String) -> Bool { cache.hasCell(key) }
  func keptValues(_ key: String) -> [KeptValue]? { restoresValues ? cache.values(key) : nil }
  func state(of access: FileAccess) -> String? { cache.files.state(of: access) }
}
