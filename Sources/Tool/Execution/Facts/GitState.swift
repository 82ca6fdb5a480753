import Runs

/// The commit that the analysis belongs to.
struct GitState: Sendable, Equatable {
  var commit: String
  /// Whether the work tree differs from the commit.
  var isDirty: Bool

  /// The longest that a run waits for git, in seconds: a repository on a disk that does not answer must not keep it, and
  /// on a busy machine the same run must not lose its commit.
  private static let patience = 30.0

  /// A question to git that is answered while the run goes on.
  struct Question: ~Copyable {
    private var git: Command.Started?

    /// Asks about the repository that holds `folder`.
    init(folder: String, environment: [String: String], interruption: Interruption? = nil, deadline: Deadline? = nil) {
      let searched = (environment["PATH"] ?? "/usr/bin").split(separator: ":").map { "\($0)/git" }
      guard let executable = searched.first(where: Files.exists) else { return }
      git = try? Command(
        executable: executable,
        // Without a lock on the index, which would stay behind when git is ended.
        arguments: [
          "--no-optional-locks", "-C", folder, "status", "--porcelain=v2", "--branch", "--no-renames",
        ],
        environment: environment, interruption: interruption,
        deadline: Deadline.earlier(deadline, Deadline(seconds: patience))
      ).start()
    }

    /// Waits for the answer; nil outside a repository, where there is no git, and when it does not answer in time.
    mutating func answer() -> GitState? {
      guard let output = try? git?.finish(), output.ending == .exited(0) else { return nil }
      git = nil
      return GitState(status: output.standardOutput)
    }
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
