import Connectors
import Glibc

/// A shared library that analyses are linked with, and the Debian package that contains it.
struct LibraryNeed {
  var file: String
  var package: String

  static let all = [
    LibraryNeed(file: "libpangocairo-1.0.so.0", package: "libpango1.0-dev"),
    LibraryNeed(file: "libcairo.so.2", package: "libcairo2-dev"),
    LibraryNeed(file: "libdeflate.so.0", package: "libdeflate-dev"),
    LibraryNeed(file: "libarchive.so.13", package: "libarchive-dev"),
    LibraryNeed(file: "libsvm.so.3", package: "libsvm-dev"),
    LibraryNeed(file: "liblinear.so.4", package: "liblinear-dev"),
  ]

  /// All libraries in one finding, because one command installs the missing ones.
  static func checkup() -> Checkup {
    let missing = all.filter { need in
      guard let handle = dlopen(need.file, RTLD_LAZY) else { return true }
      dlclose(handle)
      return false
    }
    return Checkup(
      name: "Shared libraries", status: missing.isEmpty ? .ok : .missing,
      detail: missing.isEmpty
        ? "pango, cairo, libdeflate, libarchive, libsvm, liblinear"
        : "not found: \(missing.map(\.file).joined(separator: ", "))",
      remedy: missing.isEmpty ? nil : "apt-get install \(missing.map(\.package).joined(separator: " "))")
  }

  /// Libraries that only some files need, in one finding.
  static func optionalCheckup() -> Checkup {
    let missing = OptionalLibraries.missing
    return Checkup(
      name: "Libraries of some files", status: missing.isEmpty ? .ok : .advice,
      detail: missing.isEmpty
        ? "snappy, zstd, lz4, brotli, expat" : "not found: \(missing.map(\.file).joined(separator: ", "))",
      remedy: missing.isEmpty ? nil : "apt-get install \(missing.map(\.package).joined(separator: " "))")
  }
}
