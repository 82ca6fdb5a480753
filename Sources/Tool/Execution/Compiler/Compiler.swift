import FoundationEssentials
import Glibc
import Notebooks
import Runs

/// Compiles a ``Program`` to an executable.
struct Compiler: Sendable {
  var toolchain: Toolchain
  var library: SongbookLibrary
  var environment: [String: String]
  var interruption: Interruption?
  var deadline: Deadline?

  /// What compiling came to.
  struct Result: Sendable {
    /// Errors and warnings about the author's lines.
    var diagnostics: [Diagnostic]
    /// Nil when the program did not compile.
    var executable: String?
    /// Such as `Swift version 6.3.1 (swift-6.3.1-RELEASE)`; nil when no object file was made.
    var version: String?
    /// What kept it from coming to its end.
    var stop: Stop?
  }

  /// Why the compiler or the linker was ended.
  enum Stop: Sendable, Equatable {
    case interrupted
    case timedOut(seconds: Double)

    init?(_ ending: ChildProcess.Ending) {
      switch ending {
      case .interrupted: self = .interrupted
      case .timedOut(let seconds): self = .timedOut(seconds: seconds)
      case .exited, .signalled, .notStarted: return nil
      }
    }
  }

  /// - Parameter folder: where the program and everything made from it is put.
  func compile(_ program: Program, optimize: Bool, in folder: String) throws(RunFailure) -> Result {
    let object = folder + "/program.o"
    var arguments = frontendArguments("-c", try write(program, in: folder), folder)
    arguments += [optimize ? "-O" : "-Onone", "-g", "-o", object]
    let output = try call(toolchain.frontend, arguments, in: folder)
    var result = Result(diagnostics: try diagnostics(output, about: program, in: folder))
    result.stop = Stop(output.ending)
    guard output.ending == .exited(0) else { return result }
    let made = try ObjectFile(path: object)
    result.version = made.compilerVersion
    let executable = folder + "/program"
    let linked = try link(object, options: made.linkerOptions, in: folder)
    result.stop = Stop(linked.ending)
    if result.stop == nil { result.executable = executable }
    return result
  }

  /// Type-checks only.
  func check(_ program: Program, in folder: String) throws(RunFailure) -> [Diagnostic] {
    let sources = try write(program, in: folder)
    return try diagnostics(
      try call(toolchain.frontend, frontendArguments("-typecheck", sources, folder), in: folder), about: program,
      in: folder)
  }

  /// - Returns: the files to compile. Beside other files only one called `main.swift` may have statements that run.
  private func write(_ program: Program, in folder: String) throws(RunFailure) -> [String] {
    try Files.write(Array(SongbookLibrary.innerModules.utf8), to: folder + "/inner.modulemap")
    var sources = [folder + "/" + Compiler.mainFile]
    try Files.write(Array(program.source.utf8), to: sources[0])
    for (number, file) in program.shared.enumerated() {
      sources.append("\(folder)/\(Compiler.sharedFile(number))")
      try Files.write(Array(file.source.utf8), to: sources[number + 1])
    }
    return sources
  }

  private static let mainFile = "main.swift"
  private static func sharedFile(_ number: Int) -> String { "shared-\(number + 1).swift" }

  /// The names of the files that compiling a program leaves in its folder.
  static func files(of program: Program) -> [String] {
    [mainFile, "inner.modulemap", "program.o", "program", temporaryFolder] + program.shared.indices.map(sharedFile)
  }

  /// Whether analyses can use a type of a module.
  private func isPublic(_ type: String, of module: String, in folder: String) throws(RunFailure) -> Bool {
    let source = folder + "/probe.swift"
    try Files.write(Array("import \(module)\nfunc probe(_: \(module).\(type).Type) {}\n".utf8), to: source)
    defer { Files.remove(source) }
    return try call(toolchain.frontend, frontendArguments("-typecheck", [source], folder), in: folder).ending
      == .exited(0)
  }

  /// - Parameter sources: several are compiled as one, into one object file.
  private func frontendArguments(_ mode: String, _ sources: [String], _ folder: String) -> [String] {
    var arguments = ["-frontend", mode] + (sources.count == 1 ? ["-primary-file"] : []) + sources
    arguments += ["-module-name", "program", "-target", Toolchain.target]
    arguments += ["-disable-objc-interop", "-I", library.modules, "-no-color-diagnostics", "-empty-abi-descriptor"]
    arguments += ["-Xcc", "-fmodule-map-file=\(folder)/inner.modulemap", "-diagnostic-style", "llvm"]
    // Top-level code shares its variables with the functions beside it, as scripts do; the strict checks of mode 6
    // would refuse that.
    arguments += ["-swift-version", "5", "-enable-upcoming-feature", "BareSlashRegexLiterals"]
    // What takes the compiler longer is refused with a hint. A busy machine must not refuse what another accepts: what
    // people write takes a fraction of this.
    arguments += ["-solver-expression-time-threshold=10"]
    let macros = toolchain.hostLibraries + "/libSwiftInProcPluginServer.so"
    arguments += ["-in-process-plugin-server-path", macros, "-plugin-path", toolchain.hostLibraries + "/plugins"]
    return arguments
  }

  private func diagnostics(
    _ output: Command.Output, about program: Program, in folder: String
  ) throws(RunFailure) -> [Diagnostic] {
    var found = CompilerOutput(text: output.standardError, program: program).diagnostics
    for index in found.indices where found[index].hint == nil {
      guard let name = found[index].missingName else { continue }
      for module in library.modules(declaring: name) where try isPublic(name, of: module, in: folder) {
        found[index].hint = "the module \(module) has it: write `import \(module)` in the first cell"
      }
    }
    if output.ending == .exited(0) || Stop(output.ending) != nil { return found }
    if found.contains(where: { $0.severity == .error }) { return found }
    throw RunFailure("The Swift compiler failed: \(output.standardError.suffix(2000))")
  }

  private func link(
    _ object: String, options: [String], in folder: String
  ) throws(RunFailure) -> Command.Output {
    let runtime = toolchain.runtimeLibraries
    var arguments = ["-fuse-ld=lld", "-pie", "--target=\(Toolchain.target)"]
    // Songbook's library comes first, before the runtime too: calls that it observes are looked up in this order.
    arguments += ["-L", library.directory, "-L", runtime, "-lSongbook"]
    arguments += ["\(runtime)/\(Toolchain.architecture)/swiftrt.o", object] + options + ["-lswiftCore"]
    // Without the optimiser square roots are calls.
    arguments += ["-lm"]
    // Of the older kind, which holds for what the library needs, too: installed, it does not know where the runtime is.
    arguments += ["-Xlinker", "--disable-new-dtags"]
    for folder in [runtime, library.directory] { arguments += ["-Xlinker", "-rpath", "-Xlinker", folder] }
    // Errors that top-level code throws are reported to the runner, with their line.
    arguments += ["-Xlinker", "--wrap=swift_errorInMain"]
    // Named without its folder: the linker replaces per cent signs in the path by digits.
    arguments += ["-o", "program"]
    let output = try call(toolchain.linker, arguments, in: folder, startsThere: true)
    guard output.ending == .exited(0) || Stop(output.ending) != nil else {
      throw RunFailure("The program could not be linked: \(output.standardError.suffix(2000))")
    }
    return output
  }

  /// - Parameters:
  ///   - folder: of the run. What the compiler writes on the way, such as the expansions of macros, which it leaves, goes
  ///     with it.
  ///   - startsThere: whether the program starts in the folder.
  private func call(
    _ executable: String, _ arguments: [String], in folder: String, startsThere: Bool = false
  ) throws(RunFailure) -> Command.Output {
    let temporary = "\(folder)/\(Compiler.temporaryFolder)"
    mkdir(temporary, 0o777)
    var environment = environment
    environment["TMPDIR"] = temporary
    return try Command(
      executable: executable, arguments: arguments, environment: environment, folder: startsThere ? folder : nil,
      interruption: interruption, deadline: deadline
    ).run()
  }

  private static let temporaryFolder = "compiling"
}
