import Glibc

/// A shared library of the system that only some files need. It is opened when the first of them is read, so that
/// building and starting Songbook need none of these.
struct SystemLibrary: Sendable {
  /// The file's name, with its version: what stands in the library's interface.
  let file: String
  /// The Debian package that holds it.
  let package: String

  static let snappy = SystemLibrary(file: "libsnappy.so.1", package: "libsnappy1v5")
  static let zstd = SystemLibrary(file: "libzstd.so.1", package: "libzstd1")
  static let lz4 = SystemLibrary(file: "liblz4.so.1", package: "liblz4-1")
  static let brotli = SystemLibrary(file: "libbrotlidec.so.1", package: "libbrotli1")
  static let expat = SystemLibrary(file: "libexpat.so.1", package: "libexpat1")

  /// All of them, for who looks what a machine lacks.
  static let all = [snappy, zstd, lz4, brotli, expat]

  /// A function of the library under its name in C.
  /// - Parameter type: a `@convention(c)` function type that has to be the function's.
  func function<Function>(_ name: String, as type: Function.Type, for what: String) throws(TableReadingError)
    -> Function
  {
    // Opened again it is the same, and stays until the process ends.
    guard let library = dlopen(file, RTLD_NOW | RTLD_LOCAL), let symbol = dlsym(library, name) else {
      throw TableReadingError(
        kind: .library, message: "\(what) needs \(file), which is not installed.",
        hint: "Install it with: apt-get install \(package)")
    }
    return unsafeBitCast(symbol, to: type)
  }
}

/// Libraries of the system that are opened when a file needs them.
public enum OptionalLibraries {
  /// Those that are not installed: their file names and Debian packages.
  public static var missing: [(file: String, package: String)] {
    SystemLibrary.all.filter { library in
      guard let handle = dlopen(library.file, RTLD_LAZY) else { return true }
      dlclose(handle)
      return false
    }.map { ($0.file, $0.package) }
  }
}
