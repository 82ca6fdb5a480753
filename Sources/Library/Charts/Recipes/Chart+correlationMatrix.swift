public import Frames

extension Chart {
  /// In which order the variables of a correlation matrix stand.
  public enum CorrelationOrder: Hashable, Sendable {
    /// As the columns come.
    case asGiven
    /// Like ones side by side, with the tree by which they join (average linkage).
    case clustered(by: CorrelationDistance)

    /// Like ones side by side, where a coefficient of −1 is as close as one of 1.
    public static let clustered = CorrelationOrder.clustered(by: .absolute)
  }

  /// How far apart two variables of a correlation r are.
  public enum CorrelationDistance: Hashable, Sendable, Codable {
    /// 1 − |r|: variables that say the same are close, whichever way they run.
    case absolute
    /// 1 − r: only variables that rise together are close.
    case signed

    var formula: String { self == .absolute ? "1 − |r|" : "1 − r" }
  }

  /// How strongly each two variables go together: the lower triangle, each coefficient written on its colour.
  public static func correlationMatrix(_ matrix: CorrelationMatrix, order: CorrelationOrder = .asGiven) -> Chart {
    switch order {
    case .asGiven: Chart(CorrelationMatrixLayer(matrix: matrix))
    case .clustered(let distance): Chart(ClusteredCorrelationLayer(matrix, distance: distance))
    }
  }

  /// How strongly each two columns of a frame go together.
  ///
  /// - Parameters:
  ///   - columns: All numeric columns when nil.
  ///   - method: Pearson's coefficient of the values or Spearman's of their ranks.
  ///   - order: As given, or like columns side by side.
  public static func correlationMatrix(
    _ frame: DataFrame, columns: [String]? = nil, method: CorrelationMatrix.Method = .pearson,
    order: CorrelationOrder = .asGiven
  ) -> Chart {
    correlationMatrix(frame.correlation(columns: columns, method: method), order: order)
  }

  /// How strongly each two columns of numbers go together.
  public static func correlationMatrix(
    _ columns: [PlottableColumn], method: CorrelationMatrix.Method = .pearson, order: CorrelationOrder = .asGiven
  ) -> Chart {
    var frame = DataFrame()
    for column in columns {
      var name = column.label
      // Columns of one label, which a frame cannot hold, are told apart by primes.
      while frame.containsColumn(name) { name += "′" }
      frame.append(column: Column(name: name, doubles: column.numbers))
    }
    return correlationMatrix(frame, method: method, order: order)
  }
}
