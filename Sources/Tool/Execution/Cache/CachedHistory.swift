import Notebooks
import Runs

/// The history of a notebook as the cache holds it.
struct CachedHistory: RunHistory {
  let cache: RunCache
  var store: TraceStore
  let environment: [String: String]
  /// Whether values are restored; not any more once one could not be.
  var restoresValues = true

  init(of notebook: Notebook, in cache: RunCache, _ configuration: RunConfiguration) {
    self.cache = cache
    store = cache.traces(of: notebook)
    environment = configuration.identity(of: notebook, cache.files)
  }

  var values: Set<String> { store.values }
  var lastRun: RunSnapshot? { store.lastRun }
  func traces(_ key: String) -> [StatementTrace] { store.traces[key] ?? [] }
  func accesses(_ fingerprint: String) -> MemoryAccesses? { store.accesses[fingerprint] }
  func hasOutputs(_ key: String) -> Bool { cache.hasCell(key) }
  func cachedValues(_ key: String) -> [CachedValue]? { restoresValues ? cache.values(key) : nil }
  func state(of access: FileAccess) -> String? { cache.files.state(of: access) }
}

extension RunConfiguration {
  /// What matters outside the notebook, by the name that explanations give it.
  fileprivate func identity(of notebook: Notebook, _ files: FileStates) -> [String: String] {
    var identity = [
      "Songbook's library": files.contents(of: Files.absolute(library.file)) ?? "unknown",
      "the compiler": Files.information(toolchain.frontend).map(FileAccess.signature) ?? "unknown",
      "the time zone": FileAccess.description(of: "/etc/localtime") + (files.contents(of: "/etc/localtime") ?? ""),
      "`optimize`": "\(notebook.frontMatter.optimize)",
      "the number of rows that tables show": "\(maximumTableRows)",
    ]
    // The C library looks these up by itself, unseen, whenever it starts to use them.
    for (name, value) in environment where name.hasPrefix("LC_") || RunConfiguration.languageVariables.contains(name) {
      identity["the environment variable \(name)"] = value
    }
    if let date = sourceDate { identity["SOURCE_DATE_EPOCH"] = "\(date)" }
    return identity
  }

  private static let languageVariables: Set<String> = [
    "LANG", "LANGUAGE", "LOCPATH", "TZ", "TZDIR", "SONGBOOK_DATA", "SOURCE_DATE_EPOCH", "SWIFT_DETERMINISTIC_HASHING",
  ]
}
