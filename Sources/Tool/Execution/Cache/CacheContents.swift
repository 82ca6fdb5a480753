import Glibc
public import Runs

/// What the cache holds, to be counted, pruned and removed.
public struct CacheContents: Sendable {
  /// One kind of thing that the cache holds.
  public struct Kind: Codable, Sendable, Equatable {
    /// What is counted, in words, such as `compiled programs`.
    public var name: String
    /// How many there are.
    public var count: Int
    /// On disk; what reports share counts too.
    public var bytes: Int
  }

  let folder: String
  private let workFolder: String

  /// - Parameter workFolder: `.songbook`.
  public init(workFolder: String) {
    self.workFolder = workFolder
    folder = workFolder + "/cache"
  }

  private static let names = [
    ("traces", "what runs found out"), ("cells", "cells"), ("values", "constants"),
    ("files", "figures, tables, values and other files"), ("programs", "compiled programs"),
  ]

  /// What is in the cache now, kind by kind; the folders are read at each call.
  public var kinds: [Kind] {
    CacheContents.names.map { subfolder, name in
      let sizes = entries(subfolder).filter { subfolder != "programs" || !$0.name.hasSuffix(".json") }.map(\.bytes)
      return Kind(name: name, count: sizes.count, bytes: sizes.reduce(0, +))
    }
  }

  /// Removes the whole cache; later runs rebuild it.
  /// - Throws: when the cache is a link, and what it leads to is not the cache's.
  public func clear() throws(RunFailure) {
    for own in [workFolder, folder] { try Files.requireNoLink(own) }
    Files.remove(folder)
  }

  /// Removes what has not been of use for long, and the longest unused of the rest until it fits.
  func prune(days: Int = 60, bytes limit: Int = 2_000_000_000) {
    sweep()
    let now = time(nil)
    for subfolder in ["traces", "cells", "values", "files"] {
      let newestFirst = entries(subfolder).sorted { $0.used > $1.used }
      var sum = 0
      for entry in newestFirst {
        sum += entry.bytes
        if sum > limit || entry.used < now - days * 86_400 { unlink("\(folder)/\(subfolder)/\(entry.name)") }
      }
    }
  }

  private func entries(_ subfolder: String) -> [(name: String, bytes: Int, used: Int)] {
    Files.names(in: "\(folder)/\(subfolder)").compactMap { name in
      Files.information("\(folder)/\(subfolder)/\(name)").map { (name, Int($0.st_size), $0.st_mtim.tv_sec) }
    }
  }
}

extension CacheContents {
  /// Removes what was being written by runs that were killed: files beside their place, named after the process that
  /// wrote them.
  func sweep() {
    for place in [folder] + Files.names(in: folder).map({ "\(folder)/\($0)" }) {
      for name in Files.names(in: place) {
        guard let writer = Files.writer(of: name), kill(writer, 0) != 0, errno == ESRCH else { continue }
        unlink("\(place)/\(name)")
      }
    }
  }
}
