import Runs

/// The commit that the analysis belongs to.
struct GitState: Sendable, Equatable {
  var commit: String
  /// Whether the work tree differs from the commit.
  var isDirty: Bool

  /// Asks git about the repository that holds `folder`; nil outside one, and where there is no git.
  static func read(folder: String, environment: [String: String]) -> GitState? {
    let searched = (environment["PATH"] ?? "/usr/bin").split(separator: ":").map { "\($0)/git" }
    guard let git = searched.first(where: Files.exists) else { return nil }
    let command = Command(
      executable: git, arguments: ["-C", folder, "status", "--porcelain=v2", "--branch", "--no-renames"],
      environment: environment)
    guard let output = try? command.run(), output.ending == .exited(0) else { return nil }
    return GitState(status: output.standardOutput)
  }

  /// - Parameter status: what `git status --porcelain=v2 --branch` prints.
  init?(status: String) {
    let lines = status.split(separator: "\n")
    let name = "# branch.oid "
    guard let commit = lines.first(where: { $0.hasPrefix(name) })?.dropFirst(name.count), commit != "(initial)" else {
      return nil
    }
    self.commit = String(commit)
    isDirty = lines.contains { !$0.hasPrefix("#") }
  }
}
