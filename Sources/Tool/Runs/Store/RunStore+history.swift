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

  /// The analysis whose report stands where that of another one of the same name would go: its path as that run has it,
  /// nil where there is none, or where the file is not there any more, because it has moved.
  public func otherOwner(ofReportOf analysis: String, at path: String) -> String? {
    guard let owner = latest(analysis)?.path, owner != path, Files.exists(owner),
      Files.absolute(owner) != Files.absolute(path)
    else { return nil }
    return owner
  }

  /// The analyses that have a report here, by name.
  public var analyses: [String] {
    Files.names(in: directory).filter {
      !$0.hasPrefix(".") && Files.exists("\(directory)/\($0)/\(RunFolder.manifestName)")
    }
  }

  /// Names of the folders of the kept runs, without the latest: the latest of them first. Their manifests are not read.
  package func earlierRuns(of analysis: String) -> [String] { archived(folder(of: analysis)).reversed() }

  /// Names of the folders in `runs/`, the oldest first: ids begin with the time, and those of one time go by when they
  /// were put there.
  private func archived(_ path: String) -> [String] {
    let names = Files.names(in: path + "/runs").filter { !$0.hasPrefix(".") }
    let dated = names.map { name -> (name: String, stamp: Substring, seconds: Int, nanoseconds: Int) in
      let time = Files.information("\(path)/runs/\(name)")?.st_mtim ?? timespec()
      return (name, name.prefix { $0 != "-" }, time.tv_sec, time.tv_nsec)
    }
    return dated.sorted { one, other in
      (one.stamp, one.seconds, one.nanoseconds, one.name) < (other.stamp, other.seconds, other.nanoseconds, other.name)
    }.map(\.name)
  }

  /// Moves a report that another has replaced into `runs/`.
  ///
  /// Where that cannot be done the history lacks a run and nothing else is lost.
  /// - Parameter id: of the run that has replaced it.
  func archive(_ replaced: String, in path: String, besides id: String) {
    guard keptRuns > 1, Files.exists(replaced + "/index.html"), let old = RunStore.run(in: replaced), old.id != id,
      RunStore.isName(old.id)
    else { return }
    let target = "\(path)/runs/\(old.id)"
    guard !Files.exists(target), (try? Files.makeDirectory(path + "/runs")) != nil else { return }
    guard rename(replaced, target) == 0 else { return }
    OwnedFolder.release(target)
    // Runs of one time are told apart by when they were put there.
    utimensat(AT_FDCWD, target, nil, 0)
  }

  /// Whether an id can be the name of a folder.
  private static func isName(_ id: String) -> Bool { Files.isWithin(id) && !id.contains("/") && !id.hasPrefix(".") }

  /// Removes the oldest runs, so that ``keptRuns`` are left. What is no run neither counts nor goes.
  func prune(_ path: String) {
    // Reading a manifest takes a millisecond: only those are read whose folders go.
    let runs = archived(path).map { "\(path)/runs/\($0)" }.filter { folder in
      Files.isFolder(folder) && Files.isRegularFile("\(folder)/\(RunFolder.manifestName)")
    }
    for folder in runs.dropLast(max(0, keptRuns - 1)) where RunStore.holdsReport(folder) { Files.remove(folder) }
  }
}
