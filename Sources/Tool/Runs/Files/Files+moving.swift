import CLinux
package import Glibc

extension Files {
  /// Exchanges two paths in one step: `new` is at `old` afterwards, and what was there, if anything, at `new`.
  package static func exchange(_ new: String, with old: String) throws(RunFailure) {
    if renameat2(AT_FDCWD, new, AT_FDCWD, old, rename_exchange) == 0 { return }
    if errno == ENOENT {
      // Nothing is there yet, unless another run was faster.
      if renameat2(AT_FDCWD, new, AT_FDCWD, old, rename_no_replace) == 0 { return }
      if errno == EEXIST { return try exchange(new, with: old) }
    }
    guard errno == EINVAL || errno == ENOSYS else { throw failure("\(old) could not be replaced") }
    // A file system without exchange: two steps.
    let aside = new + ".old"
    let wasThere = rename(old, aside) == 0
    guard rename(new, old) == 0 else {
      let problem = errno
      if wasThere { rename(aside, old) }
      throw failure("\(old) could not be replaced", problem)
    }
    if wasThere { rename(aside, new) }
  }

  /// Moves a file or folder, copying it where the target is on another file system.
  package static func move(_ source: String, to target: String) throws(RunFailure) {
    if rename(source, target) == 0 { return }
    guard errno == EXDEV else { throw failure("\(target) could not be written") }
    try copy(source, to: target)
    remove(source)
  }

  /// A second file, or folder with all in it, of the same contents, which the file system shares where it can (Btrfs,
  /// XFS): a change of one is no change of the other.
  package static func copy(_ source: String, to target: String) throws(RunFailure) {
    guard let information = Files.information(source) else { throw failure("\(source) could not be read") }
    guard information.st_mode & S_IFMT == S_IFDIR else { return try copyFile(source, to: target) }
    try makeDirectory(target)
    for name in names(in: source) { try copy("\(source)/\(name)", to: "\(target)/\(name)") }
  }

  /// Gives a file the rights and the time of its last change that another has.
  package static func setAttributes(of path: String, as information: stat) {
    chmod(path, information.st_mode & 0o7777)
    let times = [information.st_atim, information.st_mtim]
    utimensat(AT_FDCWD, path, times, 0)
  }

  /// Copies in pieces: printed text can be larger than memory.
  private static func copyFile(_ source: String, to target: String) throws(RunFailure) {
    let input = try openToRead(source)
    defer { close(input) }
    let output = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard output >= 0 else { throw failure("\(target) could not be written") }
    while true {
      var count = copy_file_range(input, nil, output, nil, 1 << 30, 0)
      if count < 0, errno != EINTR { count = sendfile(output, input, nil, 1 << 24) }
      if count > 0 || (count < 0 && errno == EINTR) { continue }
      let problem = count < 0 ? errno : 0
      let closing = close(output) == 0 ? 0 : errno
      if problem != 0 || closing != 0 {
        throw failure("\(target) could not be written", problem != 0 ? problem : closing)
      }
      return
    }
  }

  /// The same file under a second name; of a folder, all that is in it. Copies where the file system does not link.
  package static func link(_ source: String, to target: String) throws(RunFailure) {
    guard let information = Files.information(source) else { throw failure("\(source) could not be read") }
    guard information.st_mode & S_IFMT == S_IFDIR else {
      if Glibc.link(source, target) == 0 { return }
      // What is there already may be the same file, which copying would empty.
      guard errno != EEXIST else { throw failure("\(target) could not be made") }
      return try copyFile(source, to: target)
    }
    try makeDirectory(target)
    for name in names(in: source) { try link("\(source)/\(name)", to: "\(target)/\(name)") }
  }
}
