extension Chart {
  /// The width of drawings for telephones, in points: what these have beside their margins, so that text is as large as the page's.
  public static let narrowWidth = 350.0

  /// The chart for a drawing as narrow as a telephone.
  ///
  /// Panels go into fewer rows, keys below plots, axes have fewer ticks. A height that was asked for stays for several panels to the chart, and shrinks
  /// less than the width for a single one.
  public func narrowed(to width: Double = narrowWidth) -> Chart {
    let hasPanels = splitPanels.count > 1
    return with {
      if let height = $0.height {
        $0.height = hasPanels ? nil : height * max(width / ($0.width ?? 640), 0.75)
      }
      $0.width = width
      $0.isForTelephone = true
    }
  }
}
