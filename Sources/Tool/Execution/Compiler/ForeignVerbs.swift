/// Verbs of pandas, polars, dplyr, R and Python, each with what stands for it here.
enum ForeignVerbs {
  /// What a member that a frame, a column or a grouping has not is called here; nil when nothing is known of it.
  /// - Parameters:
  ///   - name: of the member.
  ///   - type: that was asked for it.
  static func hint(member name: String, of type: String) -> String? {
    let isFrame = type == "DataFrame"
    let isColumn = type == "AnyColumn" || type.hasPrefix("Column<")
    guard isFrame || isColumn || type == "RowGrouping" || type == "DataFrame.Row" else { return nil }
    if type == "RowGrouping", let own = groupings[name] { return "`\(name)` is written \(own) here" }
    if isColumn, let own = columns[name] { return "`\(name)` is written \(own) here" }
    if let own = frames[name] { return "`\(name)` is written \(own) here" }
    if isFrame, let own = columns[name] {
      return "`\(name)` is a verb of columns here: name one, `frame[\"x\"]`, and write \(own)"
    }
    return isFrame ? "a column is written `frame[\"\(name)\"]`" : nil
  }

  /// What a name that is not in scope is called here; nil when nothing is known of it.
  static func hint(name: String) -> String? {
    if foundation.contains(name) { return "write `import Foundation` in the first cell" }
    return names[name].map { "`\(name)` is written \($0) here" }
  }

  private static let frames: [String: String] = {
    let groups: [(String, [String])] = [
      ("`grouped(by: \"x\")`", ["groupby", "group_by", "groupBy"]),
      ("`prefix(5)`", ["head", "limit", "slice_head"]),
      ("`suffix(5)`", ["tail", "slice_tail"]),
      ("`summary()`", ["describe", "info", "glimpse", "skim"]),
      ("`pivoted(by:columns:values:_:)`", ["pivot", "pivot_table", "pivot_wider", "spread", "unstack", "dcast"]),
      ("`unpivoted(columns:)`", ["melt", "unpivot", "pivot_longer", "gather", "stack", "wide_to_long"]),
      ("`crossTable(\"x\", \"y\")`", ["crosstab", "tabyl", "table"]),
      ("`joined(other, on: \"key\")`", ["merge", "join", "inner_join"]),
      ("`joined(other, on: \"key\", kind: .left)`", ["left_join"]),
      ("`joined(other, on: \"key\", kind: .right)`", ["right_join"]),
      ("`joined(other, on: \"key\", kind: .full)`", ["full_join", "outer_join"]),
      ("`joined(other, on: \"key\", kind: .semi)`", ["semi_join"]),
      ("`joined(other, on: \"key\", kind: .anti)`", ["anti_join"]),
      ("`crossJoined(other)`", ["cross_join"]),
      ("`joined(other, asOf: \"time\")`", ["merge_asof", "join_asof"]),
      ("`filter { $0[\"x\"] > 3 }`", ["query", "where", "subset", "loc"]),
      ("`frame[rows: 0..<5]`", ["iloc", "slice", "row"]),
      ("`selecting(columnNames: \"x\", \"y\")`", ["select"]),
      ("`removing(columnNames: \"x\")`", ["drop", "drop_columns"]),
      (
        "`with(\"new\") { $0[\"x\"] * 2 }`",
        ["mutate", "assign", "with_columns", "withColumn", "with_column", "transmute", "eval"]
      ),
      ("`sorted(on: \"x\")`", ["sort_values", "arrange", "sort_by", "order_by", "orderBy", "sort_index"]),
      ("`sorted(on: \"x\", order: .descending).prefix(5)`", ["nlargest", "top_k", "slice_max"]),
      ("`sorted(on: \"x\").prefix(5)`", ["nsmallest", "bottom_k", "slice_min"]),
      ("`grouped(by: \"x\").aggregated(.mean(\"y\"))`", ["agg", "aggregate", "summarise", "summarize"]),
      ("`grouped(by: \"x\").counts()`", ["tally"]),
      ("`droppingMissing()`", ["dropna", "drop_nulls", "drop_na", "na_omit"]),
      ("`distinct()`", ["drop_duplicates", "unique", "unique_rows"]),
      ("`duplicateRows()`", ["duplicated", "is_duplicated"]),
      ("`renameColumn(\"x\", to: \"y\")`", ["rename"]),
      ("`randomSample(count: 5)`", ["sample", "sample_n", "slice_sample", "sample_frac"]),
      ("`appending(other)`", ["concat", "vstack", "bind_rows", "union", "extend"]),
      ("`with(column)`", ["hstack", "bind_cols"]),
      ("`columnNames`", ["names", "colnames"]),
      ("`summary()`", ["dtypes", "schema"]),
      ("`rowCount`", ["height", "nrow", "count", "size", "len"]),
      ("`columns.count`", ["width", "ncol"]),
      ("`rows`", ["iterrows", "itertuples", "iter_rows"]),
      ("`transposed()`", ["T", "transpose"]),
      ("`resampled(\"time\", .month, .mean(\"x\"))`", ["resample", "group_by_dynamic"]),
      ("`correlation()`", ["corr", "cor"]),
      ("`formatted(.csv())`", ["to_csv", "write_csv", "to_string"]),
      ("`frame[\"x\"] = ...`", ["insert_column", "set_index", "reset_index"]),
    ]
    return table(groups)
  }()

  private static let columns: [String: String] = {
    let groups: [(String, [String])] = [
      ("`standardDeviation()`", ["std", "sd", "stddev"]),
      ("`valueCounts()`", ["value_counts"]),
      ("`distinctCount`", ["nunique", "n_unique", "n_distinct"]),
      ("`filled(with: 0)`", ["fillna", "fill_null", "replace_na"]),
      ("`filled(from: other)`", ["coalesce", "combine_first"]),
      ("`filledForward()`", ["ffill", "forward_fill", "fill_forward", "pad"]),
      ("`filledBackward()`", ["bfill", "backward_fill"]),
      ("`interpolated()`", ["interpolate"]),
      ("`isMissing`", ["isna", "isnull", "is_null", "is_na"]),
      ("`!column.isMissing`", ["notna", "notnull", "is_not_null"]),
      ("`isContained(in: [1, 2])`", ["isin", "is_in"]),
      ("`isContained(in: 1...5)`", ["between", "is_between"]),
      ("`map { $0 + 1 }`", ["apply", "transform", "map_elements"]),
      ("`text`, as in `column.text.lowercased()`", ["str"]),
      ("`dates`, as in `column.dates.year`", ["dt"]),
      ("`lag()`", ["shift"]),
      ("`difference()`", ["diff"]),
      ("`relativeChange()`", ["pct_change"]),
      ("`cumulativeSum()`", ["cumsum", "cum_sum"]),
      ("`cumulativeProduct()`", ["cumprod", "cum_prod"]),
      ("`cumulativeMaximum()`", ["cummax", "cum_max"]),
      ("`cumulativeMinimum()`", ["cummin", "cum_min"]),
      ("`rolling(7).mean()`", ["rolling_mean", "rollmean"]),
      ("`rolling(7).sum()`", ["rolling_sum", "rollsum"]),
      ("`rank(.minimum)`", ["min_rank"]),
      ("`rank(.dense)`", ["dense_rank"]),
      ("`rowNumbers()`", ["row_number", "cumcount"]),
      ("`cut(at: [0, 10, 20])`", ["bin"]),
      ("`cut(intoQuantiles: 4)`", ["qcut", "ntile"]),
      ("`standardDeviation()`, squared", ["var", "variance"]),
      ("`map { abs($0) }`", ["abs"]),
      ("`rounded(decimals: 2)`", ["round"]),
      ("`map { log($0) }` (with `import Foundation`)", ["log"]),
      ("`map { sqrt($0) }` (with `import Foundation`)", ["sqrt"]),
      ("`map { exp($0) }` (with `import Foundation`)", ["exp"]),
      ("`ordered([\"low\", \"high\"])`", ["astype", "cat", "as_ordered", "factor", "cast"]),
      ("`texts.distinctValues`", ["unique"]),
      ("`texts` or `doubles`", ["values", "to_list", "tolist", "to_numpy"]),
      ("`doubles`", ["as_double", "to_float"]),
      ("`mean()` (`sum()`, `median()`, ...)", ["avg", "average"]),
      ("`mean()`", ["mean"]), ("`sum()`", ["sum"]), ("`median()`", ["median"]), ("`min()`", ["min"]),
      ("`max()`", ["max"]),
      ("`quantile(0.5)`", ["quantile", "percentile"]), ("`rolling(7)`", ["rolling"]), ("`rank()`", ["rank"]),
    ]
    return table(groups)
  }()

  private static let groupings: [String: String] = {
    let groups: [(String, [String])] = [
      ("`aggregated(.mean(\"x\"), .count(\"y\"))`", ["agg", "aggregate", "summarise", "summarize", "apply"]),
      ("`means(\"x\")`", ["mean", "avg"]), ("`sums(\"x\")`", ["sum"]), ("`medians(\"x\")`", ["median"]),
      ("`minimums(\"x\")`", ["min"]), ("`maximums(\"x\")`", ["max"]),
      ("`standardDeviations(\"x\")`", ["std", "sd"]), ("`counts()`", ["tally", "value_counts", "len"]),
      ("`sizes`", ["size"]),
      ("`with(\"new\", of: \"x\") { $0 - $0.mean() }`", ["transform", "mutate", "with_columns", "over"]),
      ("`prefix(5)`", ["head"]), ("`mapGroups { $0.rows }`", ["groups"]),
      ("`summary(of: \"x\")`", ["describe"]),
      ("`with(\"new\", of: \"x\") { $0.rank() }`", ["rank"]),
      ("`with(\"new\", of: \"x\") { $0.cumulativeSum() }`", ["cumsum"]),
      ("`with(\"new\", of: \"x\") { $0.lag() }`", ["shift"]),
    ]
    return table(groups)
  }()

  private static let names: [String: String] = {
    let reading = "`try DataFrame(contentsOfCSVFile: \"file.csv\")`"
    let groups: [(String, [String])] = [
      (reading, ["pd", "pl", "read_csv", "readcsv", "fread", "pandas", "polars"]),
      ("`.count` (of a frame `.rowCount`)", ["len", "length", "nrow"]),
      ("`columns.count`", ["ncol"]),
      ("`nil`", ["None", "NULL", "NA", "null"]), ("`true`", ["True", "TRUE"]), ("`false`", ["False", "FALSE"]),
      ("`&&`", ["and"]), ("`||`", ["or"]), ("`!`", ["not"]), ("`String(value)`", ["str", "paste"]),
      ("`[1, 2, 3]`", ["list", "c"]), ("`0..<10`", ["range", "seq"]),
      ("`Chart` and its recipes", ["plt", "ggplot", "sns", "alt"]),
      ("a column's method: `frame[\"x\"].mean()`", ["mean", "median", "sum", "sd"]),
      ("plain arithmetic on columns: `frame[\"x\"] / 2`", ["np"]),
    ]
    return table(groups)
  }()

  /// What beginners use of Foundation.
  private static let foundation: Set<String> = [
    "sqrt", "cbrt", "pow", "exp", "exp2", "log", "log2", "log10", "log1p", "sin", "cos", "tan", "asin", "acos", "atan",
    "atan2",
    "sinh", "cosh", "tanh", "floor", "ceil", "round", "trunc", "fabs", "fmod", "hypot", "erf", "tgamma", "lgamma",
    "Date",
    "DateFormatter", "DateComponents", "ISO8601DateFormatter", "Calendar", "TimeZone", "Locale", "URL", "Data", "UUID",
    "FileManager", "JSONDecoder", "JSONEncoder", "NumberFormatter", "NSRegularExpression", "ProcessInfo", "Thread",
    "Bundle",
    "TimeInterval", "IndexSet", "CharacterSet", "Decimal", "NSString", "NSPredicate", "PropertyListDecoder",
    "Measurement",
  ]

  private static func table(_ groups: [(String, [String])]) -> [String: String] {
    var table: [String: String] = [:]
    for (own, names) in groups { for name in names where table[name] == nil { table[name] = own } }
    return table
  }
}
