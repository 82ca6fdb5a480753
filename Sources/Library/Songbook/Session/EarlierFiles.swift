import CFileTrace
import Glibc
import Runs

/// Keeps what an analysis is going to change: a statement that has to run a second time finds the files that it found
/// the first time.
struct EarlierFiles {
  /// Larger files are not copied: that would cost more than most analyses do.
  private static let mostBytes = 64 << 20
  /// The run's folder.
  let directory: String
  private var count = 0

  init(directory: String) { self.directory = directory }

  /// What stands at a path now; nil where the call cannot change it.
  mutating func change(of path: String, kind: songbook_change) -> FileChange? {
    if kind == songbook_change_made { return FileChange(path: path, before: .nothing) }
    let path = kind == songbook_change_contents ? Files.resolved(path) ?? path : path
    var information = stat()
    guard lstat(path, &information) == 0 else { return FileChange(path: path, before: .nothing) }
    switch information.st_mode & S_IFMT {
    case S_IFREG: return FileChange(path: path, before: copy(of: path, information))
    case S_IFLNK:
      return FileChange(path: path, before: Files.target(ofLink: path).map { .link(target: $0) } ?? .other)
    case S_IFDIR:
      if Files.names(in: path).isEmpty { return FileChange(path: path, before: .emptyFolder) }
      // Only a move changes a folder with something in it.
      return kind == songbook_change_place ? FileChange(path: path, before: .other) : nil
    default: return FileChange(path: path, before: .other)
    }
  }

  private mutating func copy(of path: String, _ information: stat) -> FileChange.Content {
    guard information.st_size <= EarlierFiles.mostBytes else { return .other }
    count += 1
    let copy = "\(FileChange.copiesFolder)/\(getpid())-\(count)"
    let target = "\(directory)/\(copy)"
    guard (try? Files.makeDirectory("\(directory)/\(FileChange.copiesFolder)")) != nil,
      (try? Files.copy(path, to: target)) != nil
    else { return .other }
    Files.setAttributes(of: target, as: information)
    return .file(copy: copy)
  }
}
