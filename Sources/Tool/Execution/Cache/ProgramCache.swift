import Digests
import FoundationEssentials
import Glibc
import Notebooks
import Runs
import Synchronization

/// Compiled programs, by a hash of all that the compiler was given: what has been compiled once is not compiled again.
struct ProgramCache: Sendable {
  let folder: String
  private static let kept = 30
  /// The programs that this process is compiling.
  private static let compiling = Mutex<Set<String>>([])

  private struct Record: Codable {
    var diagnostics: [Diagnostic]
    var version: String?
    /// Of the program: one that was changed or cut is compiled again.
    var sha256: String
  }

  init(_ cache: RunCache) { folder = cache.folder + "/programs" }

  /// - Parameters:
  ///   - tools: what identifies the compiler and the library.
  ///   - directory: where the program is put.
  func compile(
    _ program: Program, with compiler: Compiler, optimize: Bool, tools: [String], in directory: String
  ) throws(RunFailure) -> Compiler.Result {
    var fingerprint = Fingerprint("program/1", program.source, "\(optimize)", compiler.toolchain.root)
    fingerprint.add(compiler.library.directory)
    for tool in tools { fingerprint.add(tool) }
    for file in program.shared { fingerprint.add(file.source) }
    let entry = "\(folder)/\(fingerprint.text)"
    // Points of a matrix that start at once have one program: the first compiles it, and the others wait for it.
    while !ProgramCache.compiling.withLock({ $0.insert(entry).inserted }) { usleep(2_000) }
    defer { _ = ProgramCache.compiling.withLock { $0.remove(entry) } }
    if let found = restore(entry, in: directory) { return found }
    let result = try compiler.compile(program, optimize: optimize, in: directory)
    if let executable = result.executable { keep(result, executable, as: entry) }
    return result
  }

  private func restore(_ entry: String, in directory: String) -> Compiler.Result? {
    let executable = directory + "/program"
    guard let bytes = try? Files.read(entry + ".json"),
      let record = try? JSONDecoder().decode(Record.self, from: Data(bytes)),
      Files.isRegularFile(entry),
      FileDigest.sha256(of: entry) == record.sha256, (try? Files.link(entry, to: executable)) != nil
    else { return nil }
    chmod(executable, 0o755)
    utimensat(AT_FDCWD, entry, nil, 0)
    return Compiler.Result(diagnostics: record.diagnostics, executable: executable, version: record.version)
  }

  /// The program first, then the word that it is there.
  private func keep(_ result: Compiler.Result, _ executable: String, as entry: String) {
    let beside = Files.temporaryName(for: entry)
    guard let hash = FileDigest.sha256(of: executable), (try? Files.link(executable, to: beside)) != nil else { return }
    // What was found damaged makes room.
    for damaged in [entry, entry + ".json"] where Files.isFolder(damaged) { Files.remove(damaged) }
    rename(beside, entry)
    unlink(beside)
    let record = Record(diagnostics: result.diagnostics, version: result.version, sha256: hash)
    guard let json = try? JSONEncoder().encode(record) else { return }
    try? Files.replace(entry + ".json", with: Array(json))
    prune()
  }

  private func prune() {
    // A killed run may have left a program without the word that it is there.
    let programs = Set(Files.names(in: folder).map { $0.hasSuffix(".json") ? String($0.dropLast(5)) : $0 })
    guard programs.count > ProgramCache.kept else { return }
    let dated = programs.map { (name: $0, time: Files.information("\(folder)/\($0)")?.st_mtim.tv_sec ?? 0) }
    for old in dated.sorted(by: { $0.time > $1.time }).dropFirst(ProgramCache.kept) {
      Files.remove("\(folder)/\(old.name).json")
      Files.remove("\(folder)/\(old.name)")
    }
  }
}
