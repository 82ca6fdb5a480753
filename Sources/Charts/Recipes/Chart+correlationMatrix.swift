public import Frames

extension Chart {
  /// How strongly each two variables go together: the lower triangle, each coefficient written on its colour.
  public static func correlationMatrix(_ matrix: CorrelationMatrix) -> Chart {
    Chart(CorrelationMatrixLayer(matrix: matrix))
  }

  /// How strongly each two columns of a frame go together.
  ///
  /// - Parameters:
  ///   - columns: All numeric columns when nil.
  ///   - method: Pearson's coefficient of the values or Spearman's of their ranks.
  public static func correlationMatrix(
    _ frame: DataFrame, columns: [String]? = nil, method: CorrelationMatrix.Method = .pearson
  ) -> Chart {
    correlationMatrix(frame.correlation(columns: columns, method: method))
  }

  /// How strongly each two columns of numbers go together.
  public static func correlationMatrix(
    _ columns: [PlottableColumn], method: CorrelationMatrix.Method = .pearson
  ) -> Chart {
    correlationMatrix(
      DataFrame(columns: columns.map { Column(name: $0.label, doubles: $0.numbers).eraseToAnyColumn() }), method: method
    )
  }
}
