import Glibc

/// A library that analyses are linked with, and the Debian package that has it.
struct LibraryNeed {
  var purpose: String
  var file: String
  var package: String

  static let all = [
    LibraryNeed(purpose: "Drawing", file: "libcairo.so.2", package: "libcairo2-dev"),
    LibraryNeed(purpose: "Text in charts", file: "libpangocairo-1.0.so.0", package: "libpango1.0-dev"),
    LibraryNeed(purpose: "Packing of pictures", file: "libdeflate.so.0", package: "libdeflate-dev"),
    LibraryNeed(purpose: "Packed data", file: "libarchive.so.13", package: "libarchive-dev"),
    LibraryNeed(purpose: "Support vector machines", file: "libsvm.so.3", package: "libsvm-dev"),
    LibraryNeed(purpose: "Linear models", file: "liblinear.so.4", package: "liblinear-dev"),
  ]

  /// Asks the dynamic linker, which looks where it will look for an analysis.
  func checkup() -> Checkup {
    let name = "Libraries: \(purpose)"
    guard let handle = dlopen(file, RTLD_LAZY) else {
      return Checkup(
        name: name, status: .missing, detail: "\(file) is not installed", remedy: "apt-get install \(package)")
    }
    dlclose(handle)
    return Checkup(name: name, status: .ok, detail: file)
  }
}
