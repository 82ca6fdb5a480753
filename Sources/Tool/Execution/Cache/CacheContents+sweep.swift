import Glibc
import Runs

extension CacheContents {
  /// Removes what was being written by runs that were killed: files beside their place, named after the process that wrote them.
  func sweep() {
    for place in [folder] + Files.names(in: folder).map({ "\(folder)/\($0)" }) {
      for name in Files.names(in: place) {
        guard let writer = CacheContents.writer(of: name), kill(writer, 0) != 0, errno == ESRCH else { continue }
        unlink("\(place)/\(name)")
      }
    }
  }

  /// The process in `NAME.PROCESS-NUMBER`; nil when the name is none of a file that is being written.
  private static func writer(of name: String) -> pid_t? {
    guard let ending = name.split(separator: ".").last?.split(separator: "-"), ending.count == 2,
      UInt32(ending[1]) != nil
    else { return nil }
    return pid_t(ending[0])
  }
}
