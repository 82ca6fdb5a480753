import Notebooks

extension [Plan] {
  /// Why each cell ran, or did not, in the rounds of a run: a line for each.
  /// - Parameter quiet: sets back what did not run.
  func explanation(in notebook: Notebook, quiet: (String) -> String) -> [String] {
    enumerated().flatMap { round, plan -> [String] in
      let lines = plan.cells.compactMap { cell -> String? in
        guard round == 0 || cell.runs, let explanation = cell.explanation(in: notebook) else { return nil }
        return cell.runs ? explanation : quiet(explanation)
      }
      return (round > 0 ? ["then, because of what was written:"] : []) + lines
    }
  }
}
