import Foundation
import Notebooks
import Reports
public import Runs

extension MatrixRun {
  /// Writes the page with a control, of all points that have a report of the analysis as it is now.
  /// - Parameter limit: the most bytes that it may have.
  /// - Returns: the path of the page.
  /// - Throws: where the page would be too heavy, and is not written.
  public func writeExplorable(_ plan: Plan, in folder: MatrixFolder, limit: Int) throws(RunFailure) -> String {
    let notebook = plan.parsed.notebook
    let source = Array(notebook.source.utf8)
    let pages = plan.matrix.points.enumerated().compactMap { place, point -> ExplorableReport.Page? in
      guard folder.run(of: point, in: plan.matrix) != nil,
        let found = try? RunFolder(contentsOf: folder.points.folder(of: point.key)),
        let kept = try? found.file(Run.sourceFile), kept == source
      else { return nil }
      let report = ReportMaterial(
        for: notebook, run: found.run, environment: configuration.environment, showsTimes: false,
        carriesFiles: carriesFiles
      ).report
      return ExplorableReport.Page(place: place, report: report, folder: found)
    }
    let bytes = try ExplorableReport(plan.matrix, pages: pages).render(limit: limit) { try notebook.picture($0) }
    let path = "\(folder.directory)/\(MatrixFolder.explorableName)"
    try Files.replace(path, with: bytes)
    return path
  }
}
