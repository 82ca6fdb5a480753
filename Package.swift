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

/// Release builds leave debug information out: backtraces name functions all the same, and building takes less time.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .unsafeFlags(["-Xfrontend", "-gnone"], .when(configuration: .release)),
]
/// For code that runs once a command or a chart and waits for processes, disks and optimised targets: it builds in a
/// quarter of the time.
let cold: [SwiftSetting] = [.unsafeFlags(["-Onone"], .when(configuration: .release))]
let parsesSwift: [SwiftSetting] = strict + [.unsafeFlags(["-I", hostLibraries])]
let linksParser: [LinkerSetting] =
  [.unsafeFlags(["-L", hostLibraries, "-Xlinker", "-rpath", "-Xlinker", hostLibraries])]
  + ["SwiftSyntax", "SwiftParser", "SwiftIDEUtils"].map { .linkedLibrary($0) }

let package = Package(
  name: "Songbook",
  products: [
    .executable(name: "songbook", targets: ["SongbookCLI"]),
    // One library for the subjects too: a second one would have types of its own under the same names.
    .library(name: "Songbook", type: .dynamic, targets: ["Songbook", "Genres"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // What stands between Swift and the C libraries of the system.
    .systemLibrary(
      name: "CCairo", path: "Sources/CModules/CCairo", pkgConfig: "pangocairo",
      providers: [.apt(["libcairo2-dev", "libpango1.0-dev"])]),
    .systemLibrary(
      name: "CArchive", path: "Sources/CModules/CArchive", pkgConfig: "libarchive",
      providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(
      name: "CDeflate", path: "Sources/CModules/CDeflate", pkgConfig: "libdeflate",
      providers: [.apt(["libdeflate-dev"])]),
    .systemLibrary(
      name: "CCrypto", path: "Sources/CModules/CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CLinux", path: "Sources/CModules/CLinux"),
    .systemLibrary(name: "CArrow", path: "Sources/CModules/CArrow"),
    .systemLibrary(name: "CLinear", path: "Sources/CModules/CLinear", providers: [.apt(["liblinear-dev"])]),
    .systemLibrary(name: "CSVM", path: "Sources/CModules/CSVM", providers: [.apt(["libsvm-dev"])]),
    .systemLibrary(
      name: "CMarkdown", path: "Sources/CModules/CMarkdown", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev"])]),
    .target(name: "CFileTrace", path: "Sources/CModules/CFileTrace"),
    // Called at every access to memory.
    .target(name: "CAccessTrace", path: "Sources/CModules/CAccessTrace", cSettings: [.unsafeFlags(["-O2"])]),
    .target(name: "CGuardian", path: "Sources/CModules/CGuardian"),
    .target(name: "CStreams", path: "Sources/CModules/CStreams"),

    // The library: what an analysis imports.
    .target(name: "Statistics", path: "Sources/Library/Statistics", swiftSettings: strict),
    .target(
      name: "Frames", dependencies: ["Statistics", "CArchive", "CDeflate"], path: "Sources/Library/Frames",
      swiftSettings: strict),
    .target(
      name: "Connectors", dependencies: ["Frames", "Statistics", "CArchive", "CArrow", "CDeflate", "CLinux"],
      path: "Sources/Library/Connectors", swiftSettings: strict),
    // What is computed of rows, apart from where they are; frames do it in memory with what Statistics has.
    .target(
      name: "Summaries", dependencies: ["Frames", "Statistics"], path: "Sources/Library/Summaries",
      swiftSettings: strict + cold),
    // Servers that compute summaries where the rows are.
    .target(
      name: "Engines", dependencies: ["Summaries", "Connectors", "Frames", "Statistics", "CArrow"],
      path: "Sources/Library/Engines",
      swiftSettings: strict + cold),
    // Apart from Charts: pixels are counted in millions, what a chart lays out in hundreds. So only this is optimised.
    .target(
      name: "Rendering", dependencies: ["CCairo", "CDeflate"], path: "Sources/Library/Rendering",
      swiftSettings: strict),
    .target(
      name: "Charts", dependencies: ["Frames", "Statistics", "Summaries", "Rendering"], path: "Sources/Library/Charts",
      swiftSettings: strict + cold),
    .target(name: "Forests", path: "Sources/Library/Forests", swiftSettings: strict),
    .target(
      name: "Learning", dependencies: ["Frames", "Statistics", "Forests", "CSVM", "CLinear"],
      path: "Sources/Library/Learning",
      swiftSettings: strict),
    .target(
      name: "Widgets", dependencies: ["Frames", "Statistics", "Charts", "Forests", "Learning", "Runs"],
      path: "Sources/Library/Widgets", swiftSettings: strict + cold),
    .target(
      name: "Songbook",
      dependencies: [
        "Statistics", "Frames", "Connectors", "Summaries", "Engines", "Rendering", "Charts", "Forests", "Learning",
        "Widgets", "Runs", "CLinux",
        "CFileTrace", "CAccessTrace", "CStreams",
      ],
      path: "Sources/Library/Songbook", swiftSettings: strict + cold),

    // The first subject: songs and their genres.
    .target(
      name: "Genres", dependencies: ["Frames", "Connectors", "Statistics", "Learning", "Widgets", "CArchive"],
      path: "Sources/Music/Genres", swiftSettings: strict),
    .target(
      name: "SongCommands",
      dependencies: [
        "Genres", "Learning", "Frames", "Statistics", "Pages",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/Music/SongCommands", swiftSettings: strict + cold),

    // The tool: what runs an analysis and writes its report. The library shares its lowest room.
    .target(
      name: "Runs", dependencies: ["CLinux"], path: "Sources/Tool/Runs", exclude: ["Values/run.schema.json"],
      swiftSettings: strict),
    // Apart from Runs: the library does not load libcrypto.
    .target(name: "Digests", dependencies: ["CCrypto"], path: "Sources/Tool/Digests", swiftSettings: strict),
    .target(
      name: "Notebooks", dependencies: ["Runs", "Pages", "Digests", "Statistics", "Yams"],
      path: "Sources/Tool/Notebooks",
      swiftSettings: parsesSwift, linkerSettings: linksParser),
    .target(
      name: "Pages", dependencies: ["Runs", "Digests", "CMarkdown"], path: "Sources/Tool/Pages",
      resources: [.embedInCode("Resources")], swiftSettings: strict),
    .target(
      name: "Execution", dependencies: ["Notebooks", "Pages", "Runs", "Digests", "Engines", "CLinux", "CGuardian"],
      path: "Sources/Tool/Execution", swiftSettings: parsesSwift + cold),
    .target(
      name: "Comparisons", dependencies: ["Notebooks", "Pages", "Runs", "Frames", "Statistics", "Rendering", "Yams"],
      path: "Sources/Tool/Comparisons", resources: [.embedInCode("Resources")], swiftSettings: parsesSwift + cold),
    .target(
      name: "Reports", dependencies: ["Notebooks", "Pages", "Runs", "Digests", "CCairo", "CDeflate"],
      path: "Sources/Tool/Reports",
      resources: [.embedInCode("Resources")], swiftSettings: parsesSwift + cold),
    .target(
      name: "Projects", dependencies: ["Notebooks", "Execution", "Comparisons", "Pages", "Reports", "Runs", "Digests"],
      path: "Sources/Tool/Projects", swiftSettings: parsesSwift + cold),
    .target(
      name: "Watching", dependencies: ["Notebooks", "Execution", "Pages", "Runs", "CLinux"],
      path: "Sources/Tool/Watching", resources: [.embedInCode("Resources")], swiftSettings: parsesSwift + cold),
    // Putting Songbook on a machine, and what stands around it there: its manual, editors, continuous integration.
    .target(
      name: "Setup", dependencies: ["Execution", "Runs"], path: "Sources/Tool/Setup",
      resources: [.embedInCode("Resources")], swiftSettings: parsesSwift + cold),
    .target(
      name: "StartingScripts", dependencies: ["Frames", "Statistics"], path: "Sources/Tool/StartingScripts",
      resources: [.embedInCode("Resources")], swiftSettings: strict + cold),
    .executableTarget(
      name: "SongbookCLI",
      dependencies: [
        "Runs", "Notebooks", "Execution", "Comparisons", "Pages", "Projects", "Reports", "Setup", "StartingScripts",
        "Watching",
        "Frames", "Connectors", "Engines", "Summaries", "Statistics", "SongCommands",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/Tool/SongbookCLI", swiftSettings: parsesSwift + cold),

    .testTarget(name: "HouseTests", path: "Tests/House", exclude: ["dependencies.py"]),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics"], exclude: ["Oracles"], swiftSettings: strict),
    .testTarget(
      name: "FramesTests", dependencies: ["Frames", "Statistics"], exclude: ["Oracles", "Goldens"],
      swiftSettings: strict),
    .testTarget(
      name: "ConnectorsTests", dependencies: ["Connectors", "Frames"], exclude: ["Oracles", "Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "EnginesTests", dependencies: ["Engines", "Summaries", "Frames", "Statistics"], swiftSettings: strict),
    .testTarget(name: "RenderingTests", dependencies: ["Rendering"], swiftSettings: strict),
    .testTarget(
      name: "ChartsTests", dependencies: ["Charts", "Rendering", "Frames", "Statistics", "Summaries", "CCairo"],
      exclude: ["Recipes/Snapshots", "Files/References"], swiftSettings: strict),
    .testTarget(name: "ForestsTests", dependencies: ["Forests"], swiftSettings: strict),
    .testTarget(
      name: "LearningTests", dependencies: ["Learning", "Frames", "Statistics"], exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "GenresTests", dependencies: ["Genres", "Learning", "Statistics"], exclude: ["Oracles"],
      swiftSettings: strict),
    .testTarget(
      name: "WidgetsTests",
      dependencies: ["Widgets", "Reports", "Notebooks", "Frames", "Learning", "Forests", "Browser", "Runs"],
      exclude: ["Fixtures"], swiftSettings: parsesSwift),
    .testTarget(name: "SongbookTests", dependencies: ["Songbook"], swiftSettings: strict),
    .testTarget(name: "RunsTests", dependencies: ["Runs", "Digests"], swiftSettings: strict),
    .testTarget(
      name: "NotebooksTests", dependencies: ["Notebooks", "Runs"], exclude: ["Goldens"], swiftSettings: parsesSwift),
    .testTarget(name: "ExecutionTests", dependencies: ["Execution"], swiftSettings: parsesSwift),
    .testTarget(name: "PagesTests", dependencies: ["Pages"], swiftSettings: strict),
    .testTarget(
      name: "ComparisonsTests", dependencies: ["Comparisons", "Frames", "Statistics", "Browser"],
      swiftSettings: parsesSwift),
    .testTarget(
      name: "ReportsTests", dependencies: ["Reports", "Pages", "Browser", "Songbook"], exclude: ["Sample"],
      swiftSettings: parsesSwift),
    .target(
      name: "Browser", path: "Tests/Browser",
      exclude: ["brush.py", "check.py", "choose.py", "firefox.py", "tables.py", "visit.py", "watch.py", "widgets.py"]),
    .target(name: "LoopbackClient", path: "Tests/LoopbackClient"),
    .testTarget(name: "StartingScriptsTests", dependencies: ["StartingScripts", "Frames"], swiftSettings: strict),
    .testTarget(name: "SetupTests", dependencies: ["Setup", "Execution", "Runs"], swiftSettings: parsesSwift),
    .testTarget(
      name: "WatchingTests", dependencies: ["Watching", "Pages", "LoopbackClient", "Browser"],
      swiftSettings: parsesSwift),
    .target(name: "CommandWorkspace", path: "Tests/CommandWorkspace", swiftSettings: strict),
    .testTarget(
      name: "SongbookCLITests", dependencies: ["SongbookCLI", "Notebooks", "CommandWorkspace", "LoopbackClient"],
      swiftSettings: parsesSwift),
    .testTarget(
      name: "SongCommandsTests", dependencies: ["SongCommands", "SongbookCLI", "Genres", "CommandWorkspace"],
      swiftSettings: parsesSwift),
  ],
  swiftLanguageModes: [.v6]
)
