public import Statistics

extension DataFrame {
  /// Coefficients of correlation of each two columns, over the rows where both have values.
  /// - Parameters:
  ///   - names: numeric columns; all that hold numbers when nil.
  ///   - method: of the values, or of their ranks.
  /// - Precondition: the frame has these columns, and they hold numbers.
  public func correlation(
    columns names: [String]? = nil, method: CorrelationMatrix.Method = .pearson
  ) -> CorrelationMatrix {
    let names = names ?? numericColumnNames
    return CorrelationMatrix(names.map { doubles($0) }, names: names, method: method)
  }
}

extension CorrelationMatrix {
  /// The matrix as a frame: the column `column` with the names, then one column for each.
  public var frame: DataFrame {
    DataFrame(labels: names, under: "column", columns: names) { self[$0, $1].ifNumber }
  }
}

extension ConfusionMatrix {
  /// From two columns of a frame, as text.
  /// - Parameters:
  ///   - actual: the column of actual classes.
  ///   - predicted: the column of predicted classes.
  ///   - names: the classes in order; nil for all that occur, sorted. Rows of other classes are left out and counted as
  ///     missing.
  /// - Precondition: the frame has both columns.
  public init(_ frame: DataFrame, actual: String, predicted: String, names: [String]? = nil) {
    let (one, other) = (frame[actual], frame[predicted])
    self.init(
      actual: (0..<one.count).map { one.text(at: $0) }, predicted: (0..<other.count).map { other.text(at: $0) },
      names: names)
  }

  /// The matrix as a frame: the column `actual` with the names, then one column of counts for each predicted class.
  public var frame: DataFrame {
    DataFrame(labels: names, under: "actual", columns: names) { self[$0, $1] }
  }
}

extension DataFrame {
  /// A square of values with its labels as the first column. A column of the labels' name gets a blank behind it.
  fileprivate init<Value: ColumnElement>(
    labels: [String], under title: String, columns: [String], value: (Int, Int) -> Value?
  ) {
    self.init(columns: [.string(Column(name: title, contents: labels))])
    for (position, name) in columns.enumerated() {
      append(
        column: Column(
          name: name == title ? name + " " : name, contents: labels.indices.map { value($0, position) }))
    }
  }
}
