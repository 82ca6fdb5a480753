import Foundation

/// A family of fonts that charts use, and the Debian package that contains it.
struct FontNeed {
  var purpose: String
  var filePrefixes: [String]
  var package: String
  var isRequired = false

  static let all = [
    FontNeed(
      purpose: "Any font", filePrefixes: ["DejaVuSans", "Inter", "NotoSans", "LiberationSans"],
      package: "fonts-dejavu-core", isRequired: true),
    FontNeed(purpose: "Text in charts (Inter)", filePrefixes: ["Inter"], package: "fonts-inter"),
    FontNeed(
      purpose: "Arabic, Hebrew, Thai, Devanagari …", filePrefixes: ["NotoSansArabic"], package: "fonts-noto-core"),
    FontNeed(purpose: "Chinese, Japanese, Korean", filePrefixes: ["NotoSansCJK"], package: "fonts-noto-cjk"),
  ]

  func checkup(among files: [String]) -> Checkup {
    if let file = files.first(where: { file in filePrefixes.contains { file.hasPrefix($0) } }) {
      return Checkup(name: "Fonts: \(purpose)", status: .ok, detail: file)
    }
    return Checkup(
      name: "Fonts: \(purpose)", status: isRequired ? .missing : .advice, detail: "not installed",
      remedy: "apt-get install \(package)")
  }

  /// The names of all font files where fontconfig looks by default.
  static func installedFiles() -> [String] {
    let home = ProcessInfo.processInfo.environment["HOME"] ?? ""
    let folders = ["/usr/share/fonts", "/usr/local/share/fonts", home + "/.fonts", home + "/.local/share/fonts"]
    return folders.flatMap { folder in
      (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? [])
        .map { String($0.split(separator: "/").last ?? "") }
        .filter { $0.hasSuffix(".ttf") || $0.hasSuffix(".otf") || $0.hasSuffix(".ttc") }
    }.sorted()
  }
}
