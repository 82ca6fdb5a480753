package import Glibc

/// What running code asked of the world outside it, or changed in it, observed as it happened: an access to the file
/// system, an environment variable, the state of the process. With ``state`` it is what a later run compares.
public struct FileAccess: Codable, Sendable, Hashable {
  /// What a path was used for, or what else was asked.
  public enum Use: String, Codable, Sendable, CaseIterable {
    /// Opened to read.
    case read
    /// Asked for, and perhaps not there: what kind of thing it is, who may use it, and where it leads if it is a link.
    case looked
    /// The same with size and times.
    case examined
    /// Where the path leads when every link in it is followed.
    case resolved
    /// A folder whose names were listed.
    case listed
    /// Written, renamed or removed.
    case wrote
    /// The environment variable whose name is ``path``.
    case variable
    /// All environment variables together.
    case environment
    /// State of the process that later calls depend on was changed: environment, working folder, locale, signals.
    case process
    /// Random numbers of the C library were drawn, or the next part of a text that it takes apart: they depend on all that
    /// was drawn before.
    case drew
    /// These were started again.
    case seeded
    /// The table of a server at the address ``path``; the state is its fingerprint.
    case table
    /// Something went on that cannot be followed, such as another program; ``path`` says what.
    case unseen
  }

  /// What the path was used for.
  public var use: Use
  /// Absolute; the name of a variable, and empty where there is neither.
  public var path: String
  /// What was there: a hash of the contents, of the names in a folder or of a variable's value; a description where
  /// only that was asked for; ``absent``. Nil while it is not known, and when the file changed while it was hashed:
  /// nothing equals it then.
  public var state: String?
  /// Inode, size and times of what was read, at that moment; nil where that is not known.
  public var signature: String?

  /// An access; the state and signature of what was there are nil unless they are given.
  public init(use: Use, path: String, state: String? = nil, signature: String? = nil) {
    self.use = use
    self.path = path
    self.state = state
    self.signature = signature
  }

  /// The ``state`` of a path where nothing is.
  public static let absent = "absent"

  /// Whether it is about something in the file system.
  public var isOfFile: Bool {
    switch use {
    case .read, .looked, .examined, .resolved, .listed, .wrote: true
    case .variable, .environment, .process, .drew, .seeded, .table, .unseen: false
    }
  }

  /// The ``signature`` of a file: another one means that the file may have other contents.
  package static func signature(of information: stat) -> String {
    let (written, changed) = (information.st_mtim, information.st_ctim)
    let times = "\(written.tv_sec).\(written.tv_nsec):\(changed.tv_sec).\(changed.tv_nsec)"
    return "\(information.st_ino):\(information.st_size):\(times)"
  }
}

/// What stands at a path, in words that equal things share.
extension FileAccess {
  /// `file 644`, `folder 755`, `link to b.csv: file 644`, or ``absent``; wholly with size and time, `file 644 12
  /// @1700000000.0`.
  package static func description(of path: String, wholly: Bool = false) -> String {
    var information = stat()
    guard lstat(path, &information) == 0 else { return absent }
    guard information.st_mode & S_IFMT == S_IFLNK else { return description(of: information, wholly: wholly) }
    let behind = stat(path, &information) == 0 ? description(of: information, wholly: wholly) : absent
    return "link to \(Files.target(ofLink: path) ?? ""): \(behind)"
  }

  private static func description(of information: stat, wholly: Bool) -> String {
    let kind = information.st_mode & S_IFMT
    let name = kind == S_IFREG ? "file" : kind == S_IFDIR ? "folder" : "other"
    let short = "\(name) \(String(information.st_mode & 0o7777, radix: 8))"
    // Times of devices and pipes change with every use.
    guard wholly, name != "other" else { return short }
    let size = kind == S_IFREG ? " \(information.st_size)" : ""
    return "\(short)\(size)\(timeMark)\(information.st_mtim.tv_sec).\(information.st_mtim.tv_nsec)"
  }

  private static let timeMark = " @"

  /// Whether a description holds times.
  package static func hasTimes(_ description: String) -> Bool { description.firstRange(of: timeMark) != nil }

  /// A description without what another copy of an equal file has differently.
  package static func withoutTimes(_ description: String) -> String {
    guard let mark = description.ranges(of: timeMark).last else { return description }
    return String(description[..<mark.lowerBound])
  }
}

extension FileAccess {
  /// The names in a folder, and what kind of thing each is, as a number of names and a hash (FNV-1a, 64 bits).
  package static func listing(of path: String) -> String {
    guard let folder = opendir(path) else { return absent }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append("\(name)/\(entry.pointee.d_type)/") }
    }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in names.sorted().joined().utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return "\(names.count) names \(String(hash, radix: 16))"
  }
}
