import Notebooks
import Runs

/// The history of a notebook as the cache holds it.
struct CachedHistory: RunHistory {
  var cache: RunCache
  var traces: TraceStore
  var environment: [String: String]
  var restoresValues = true

  var values: Set<String> { traces.values }
  var lastRun: RunSnapshot? { traces.lastRun }
  func traces(_ key: String) -> [StatementTrace] { traces.traces[key] ?? [] }
  func hasOutputs(_ key: String) -> Bool { cache.hasCell(key) }
  func cachedValues(_ key: String) -> [CachedValue]? { restoresValues ? cache.values(key) : nil }
  func state(of access: FileAccess) -> String? { cache.files.state(of: access) }
}
