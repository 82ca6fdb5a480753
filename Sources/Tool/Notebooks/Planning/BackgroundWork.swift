/// Work that a statement starts on other threads, and that goes on while later statements run.
///
/// Where it is seen, it counts for the statement that runs at the time: that one waits for it, and running it again
/// without what started the work would wait for nothing. Which statement started it cannot be observed; the names below show
/// which may have.
enum BackgroundWork {
  static let names: Set<String> = [
    "DispatchGroup", "DispatchIO", "DispatchQueue", "DispatchSource", "DispatchWorkItem", "NotificationCenter.default",
    "BlockOperation", "Operation", "OperationQueue", "OperationQueue.main", "RunLoop.current", "RunLoop.main", "Task",
    "Thread", "Timer", "URLSession", "pthread_create",
  ]
}

extension StatementGraph {
  /// Whether a node may start work that goes on behind its end.
  func mayStartBackgroundWork(_ index: Int) -> Bool {
    !nodes[index].statement.isInert && !namesBehind(index).isDisjoint(with: BackgroundWork.names)
  }
}

extension CacheKeys {
  /// What a statement was seen to access, with the work in the background that it may have started. What goes on in the
  /// background counts only where an earlier statement may have started it: else it is the statement's own.
  public func withBackgroundWork(_ seen: [MemoryUse], cell: Int, statement: Int) -> [MemoryUse] {
    let index = graph.nodesOfCell[cell].lowerBound + statement
    if graph.mayStartBackgroundWork(index) {
      return seen.filter { $0.location != MemoryUse.background }
        + [MemoryUse(location: MemoryUse.background, isWritten: true)]
    }
    guard seen.contains(where: { $0.location == MemoryUse.background }),
      !(0..<index).contains(where: graph.mayStartBackgroundWork)
    else { return seen }
    return seen.filter { $0.location != MemoryUse.background }
  }
}
