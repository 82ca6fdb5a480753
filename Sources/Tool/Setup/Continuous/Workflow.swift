/// A workflow of GitHub Actions around one analysis.
public enum Workflow {
  /// - Parameters:
  ///   - name: of the analysis, as its report's folder is called.
  ///   - analysis: its name or path, as commands take it.
  ///   - repository: where Songbook itself lies, as `owner/name`.
  ///   - rules: what makes the job fail, see `songbook diff --fail-on`.
  /// - Returns: a file of YAML.
  public static func text(name: String, analysis: String, repository: String, rules: [String]) -> String {
    let options =
      rules.isEmpty
      ? "          # fail-on: |\n          #   accuracy: worse\n"
      : "          fail-on: |\n" + rules.map { "            \($0)\n" }.joined()
    return String(decoding: PackageResources.workflow_yml, as: UTF8.self)
      .replacing("@NAME@", with: name).replacing("@ANALYSIS@", with: scalar(analysis))
      .replacing("@REPOSITORY@", with: repository).replacing("@OPTIONS@", with: options)
  }

  /// A text of YAML that is nothing but a text.
  private static func scalar(_ text: String) -> String {
    let isPlain = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./".contains($0)) }
    if isPlain && text.first?.isLetter == true { return text }
    return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
