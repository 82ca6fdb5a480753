import Glibc

/// The runs before the latest: `runs/<id>/` in an analysis's folder, each of the same shape as the report itself.
extension RunStore {
  /// The kept runs of an analysis, the latest first.
  public func runs(of analysis: String) -> [RunFolder] {
    let path = folder(of: analysis)
    let folders = [path] + archived(path).reversed().map { "\(path)/runs/\($0)" }
    return folders.compactMap { folder in RunStore.run(in: folder).map { RunFolder(run: $0, directory: folder) } }
  }

  /// A run by its id, or by the beginning of one that no other run has.
  public func run(_ id: String, of analysis: String) -> RunFolder? {
    let all = runs(of: analysis)
    if let exact = all.first(where: { $0.run.id == id }) { return exact }
    let beginning = all.filter { $0.run.id.hasPrefix(id) }
    return beginning.count == 1 ? beginning.first : nil
  }

  /// The analyses that have a report here, by name.
  public var analyses: [String] {
    Files.names(in: directory).filter {
      !$0.hasPrefix(".") && Files.exists("\(directory)/\($0)/\(RunFolder.manifestName)")
    }
  }

  /// Names of the folders in `runs/`, the oldest first: ids begin with the time, and those of one time go by when they
  /// were put there.
  private func archived(_ path: String) -> [String] {
    let names = Files.names(in: path + "/runs").filter { !$0.hasPrefix(".") }
    let dated = names.map { name -> (name: String, stamp: Substring, seconds: Int) in
      let seconds = Files.information("\(path)/runs/\(name)")?.st_mtim.tv_sec ?? 0
      return (name, name.prefix { $0 != "-" }, seconds)
    }
    return dated.sorted { ($0.stamp, $0.seconds, $0.name) < ($1.stamp, $1.seconds, $1.name) }.map(\.name)
  }

  /// Links the report that is about to be replaced into `runs/`, and the files that both have in common into the new
  /// one.
  ///
  /// Files are linked, not copied; where that cannot be done the history lacks a run and nothing else is lost.
  func archive(_ path: String, replacedBy run: Run, in made: String, isKept: Bool) {
    guard let old = RunStore.run(in: path) else { return }
    shareFiles(of: old, at: path, with: run, at: made)
    let target = "\(path)/runs/\(old.id)"
    guard isKept, keptRuns > 1, old.id != run.id, !Files.exists(target), !old.id.contains("/") else { return }
    let beside = "\(path)/runs/.\(old.id)"
    do throws(RunFailure) {
      try Files.makeDirectory(beside)
      for name in RunStore.owned where Files.exists("\(path)/\(name)") {
        try Files.link("\(path)/\(name)", to: "\(beside)/\(name)")
      }
      guard rename(beside, target) == 0 else { throw Files.failure("\(target) could not be made") }
    } catch {
      Files.remove(beside)
    }
  }

  private func shareFiles(of old: Run, at path: String, with new: Run, at made: String) {
    var known: [String: String] = [:]
    for (file, hash) in old.files { known[hash] = file }
    for (file, hash) in new.files {
      guard let same = known[hash] else { continue }
      let linked = "\(made)/.link"
      if link("\(path)/\(same)", linked) == 0, rename(linked, "\(made)/\(file)") != 0 { unlink(linked) }
      unlink(linked)
    }
  }

  func prune(_ path: String) {
    let names = archived(path).filter { RunStore.holdsReport("\(path)/runs/\($0)") }
    for name in names.dropLast(max(0, keptRuns - 1)) { Files.remove("\(path)/runs/\(name)") }
  }
}

extension Run {
  /// The files of its outputs with their hashes.
  fileprivate var files: [(file: String, sha256: String)] {
    cells.flatMap(\.outputs).flatMap(\.representations).compactMap { form in
      guard let file = form.file, let hash = form.sha256 else { return nil }
      return (file, hash)
    }
  }
}
