// swift-tools-version: 6.1
import Foundation
import PackageDescription

/// The modules that parse Swift ship with the compiler, always matching it; building them as a package would take minutes.
let hostLibraries: String = {
  let searched = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
  for folder in searched {
    let compiler = URL(fileURLWithPath: String(folder)).appendingPathComponent("swiftc")
    guard FileManager.default.isExecutableFile(atPath: compiler.path) else { continue }
    let resolved = compiler.resolvingSymlinksInPath().deletingLastPathComponent()
    let host = resolved.appendingPathComponent("../lib/swift/host").standardizedFileURL.path
    if FileManager.default.fileExists(atPath: host + "/libSwiftParser.so") { return host }
  }
  return "/usr/lib/swift/host"
}()

let strict: [SwiftSetting] = [.enableUpcomingFeature("InternalImportsByDefault")]
let parsesSwift: [SwiftSetting] = strict + [.unsafeFlags(["-I", hostLibraries])]
let linksParser: [LinkerSetting] =
  [.unsafeFlags(["-L", hostLibraries, "-Xlinker", "-rpath", "-Xlinker", hostLibraries])]
  + ["SwiftSyntax", "SwiftParser", "SwiftIDEUtils"].map { .linkedLibrary($0) }

let package = Package(
  name: "Songbook",
  products: [
    .executable(name: "songbook", targets: ["SongbookCLI"]),
    .library(name: "Songbook", type: .dynamic, targets: ["Songbook"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CCairo", pkgConfig: "pangocairo", providers: [.apt(["libcairo2-dev", "libpango1.0-dev"])]),
    .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CLinear", providers: [.apt(["liblinear-dev"])]),
    .systemLibrary(name: "CSVM", providers: [.apt(["libsvm-dev"])]),
    .systemLibrary(name: "CMarkdown", pkgConfig: "libcmark-gfm", providers: [.apt(["libcmark-gfm-dev"])]),

    .target(name: "CFileTrace"),
    .target(name: "Frames", dependencies: ["CArchive"], swiftSettings: strict),
    .target(name: "Charts", dependencies: ["Frames", "CCairo", "CDeflate"], swiftSettings: strict),
    .target(name: "Forests", swiftSettings: strict),
    .target(name: "Learning", dependencies: ["Frames", "Forests", "CSVM", "CLinear"], swiftSettings: strict),
    .target(name: "Genres", dependencies: ["Frames", "Learning", "CArchive"], swiftSettings: strict),
    .target(name: "Events", swiftSettings: strict),
    .target(
      name: "Songbook",
      dependencies: ["Frames", "Charts", "Forests", "Learning", "Genres", "Events", "CLinux", "CFileTrace"],
      swiftSettings: strict),

    .target(
      name: "Notebooks", dependencies: ["Yams", "CCrypto"], swiftSettings: parsesSwift, linkerSettings: linksParser),
    .target(
      name: "Execution", dependencies: ["Notebooks", "Events", "CCrypto", "CLinux"],
      exclude: ["Values/run.schema.json"], swiftSettings: parsesSwift),
    .target(
      name: "Comparisons", dependencies: ["Notebooks", "Execution", "Events", "Frames", "CCairo", "Yams"],
      swiftSettings: parsesSwift),
    .target(
      name: "Reports",
      dependencies: ["Notebooks", "Execution", "Comparisons", "Events", "CMarkdown", "CCrypto"],
      resources: [.embedInCode("Resources")],
      swiftSettings: parsesSwift),
    .target(name: "Watching", dependencies: ["CLinux"], swiftSettings: strict),
    .executableTarget(
      name: "SongbookCLI",
      dependencies: [
        "Notebooks", "Execution", "Comparisons", "Reports", "Watching", "Genres", "Learning", "Frames",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: parsesSwift),

    .testTarget(name: "FramesTests", dependencies: ["Frames"], exclude: ["Oracles", "Goldens"], swiftSettings: strict),
    .testTarget(
      name: "ChartsTests", dependencies: ["Charts", "Frames", "CCairo"],
      exclude: ["Oracles", "Recipes/Snapshots", "Rendering/References"], swiftSettings: strict),
    .testTarget(name: "ForestsTests", dependencies: ["Forests"], swiftSettings: strict),
    .testTarget(
      name: "LearningTests", dependencies: ["Learning", "Frames"], exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(name: "GenresTests", dependencies: ["Genres", "Learning"], swiftSettings: strict),
    .testTarget(name: "SongbookTests", dependencies: ["Songbook"], swiftSettings: strict),
    .testTarget(
      name: "NotebooksTests", dependencies: ["Notebooks"], exclude: ["Goldens"], swiftSettings: parsesSwift),
    .testTarget(name: "ExecutionTests", dependencies: ["Execution"], swiftSettings: parsesSwift),
    .testTarget(name: "ComparisonsTests", dependencies: ["Comparisons"], swiftSettings: parsesSwift),
    .testTarget(
      name: "ReportsTests", dependencies: ["Reports", "Comparisons"], exclude: ["Sample", "Browser"],
      swiftSettings: parsesSwift),
    .target(name: "LoopbackClient", path: "Tests/LoopbackClient"),
    .testTarget(name: "WatchingTests", dependencies: ["Watching", "LoopbackClient"], swiftSettings: strict),
    .testTarget(name: "SongbookCLITests", dependencies: ["SongbookCLI", "LoopbackClient"], swiftSettings: parsesSwift),
  ],
  swiftLanguageModes: [.v6]
)
