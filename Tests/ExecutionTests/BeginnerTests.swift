import Execution
import Notebooks
import Runs
import Testing

/// What people write who come from pandas, polars or R, and what they are told.
@Suite struct BeginnerTests {
  let bench: Bench
  init() throws { bench = try Bench() }

  /// Each line with a part of the hint that it has to get.
  private static let mistakes: [(code: String, hint: String)] = [
    ("let a1 = df.groupby(\"x\")", "`groupby` is written `grouped(by: \"x\")` here"),
    ("let a2 = df.head(5)", "`prefix(5)`"),
    ("let a3 = df.describe()", "`summary()`"),
    ("let a4 = df.mean(\"x\")", "a verb of columns here"),
    ("let a5 = df.pivot_table(index: \"a\")", "`pivoted(by:columns:values:_:)`"),
    ("let a6 = df[\"x\"].fillna(0)", "`filled(with: 0)`"),
    ("let a7 = df[\"x\"].std()", "`standardDeviation()`"),
    ("let a8 = df.body_mass_g", "`frame[\"body_mass_g\"]`"),
    ("let a9 = df.grouped(by: \"x\").agg(\"y\")", "`aggregated(.mean(\"x\"), .count(\"y\"))`"),
    ("let b1 = sqrt(2)", "`import Foundation`"),
    ("let b2 = Date()", "`import Foundation`"),
    ("let b3 = String(format: \"%.2f\", 3.0)", "`import Foundation`"),
    ("let b4 = DataFrame(contentsOfCSVFile: \"x.csv\")", "write `try` before it"),
    ("let b5 = len(df)", "`.count`"),
    ("let b6 = pd.read_csv(\"x.csv\")", "`try DataFrame(contentsOfCSVFile: \"file.csv\")`"),
    ("let b7 = df[\"x\"] ** 2", "`x * x`"),
    ("for row in df { print(row) }", "`for row in frame.rows`"),
    ("let b8 = df.filter { $0[\"x\"] > 1 & $0[\"y\"] > 3 }", "`&&`"),
    ("if df[\"x\"] > 3 { print(1) }", "truth value for each row"),
  ]

  @Test func verbsOfOtherLibrariesAreNamedBesideOurs() async throws {
    let lines = Self.mistakes.map(\.code).joined(separator: "\n")
    let source = "import Songbook\n// %%\nlet df: DataFrame = [\"x\": [1, 2], \"y\": [3, 4]]\n\(lines)\n"
    let found = try await Runner(try bench.configuration()).check(try bench.notebook(source))
    for (number, mistake) in Self.mistakes.enumerated() {
      let said = found.filter { $0.line == number + 4 && $0.severity == .error }
      let hints = said.compactMap(\.hint)
      #expect(hints.contains { $0.contains(mistake.hint) }, "\(mistake.code): \(said.map(\.message)), \(hints)")
    }
  }

  @Test func whatABeginnerWritesCompiles() async throws {
    let run = try await bench.run(
      """
      import Songbook
      // %%
      let df: DataFrame = ["mass": [3800, 4200, nil, 5000], "sex": ["male", "female", "male", nil]]
      let kilograms = df["mass"] / 1000
      let heavy = df[df["mass"] > 4000]
      let males = df.filter { $0["sex"] == "male" }
      let mean = df["mass"].mean()
      print(df["mass"].sum(), mean ?? 0, heavy.rowCount, males.rowCount, kilograms.missingCount)
      var changed = df
      changed["double"] = changed["mass", Int.self] * 2
      changed["z"] = (changed["mass"] - changed["mass"].mean()) / changed["mass"].standardDeviation()
      changed["isHeavy"] = changed["mass"] > 4000
      print(changed.columnNames)
      """
    ).run
    #expect(run.status == .ok, "\(run.diagnostics)")
    #expect(run.shown(1).joined().contains("13000.0 4333.333333333333 2 2 1"))
  }

  /// A column that is not there fails its cell with words and no crash; cells that do not need it run.
  @Test func aMistakeEndsItsCellOnly() async throws {
    let run = try await bench.run(
      """
      import Songbook
      // %%
      let df: DataFrame = ["bill_length_mm": [1.5, 2.5]]
      // %% Wrong
      let lengths = df["bill_lenght_mm"]
      // %% Needs it
      lengths.mean()
      // %% Independent
      df["bill_length_mm"].mean()
      // %% Thrown
      do { _ = try df.column("weight") } catch { print("caught: \\(error)") }
      do { _ = try df.column("bill_length_mm", as: Int.self) } catch { print("caught: \\(error)") }
      """
    ).run
    #expect(run.status == .failed)
    #expect(run.exitStatus.code == 1)
    #expect(run.statuses == [.ok, .ok, .failed, .notRun, .ok, .ok])
    let message = run.cells[2].problem?.message ?? ""
    #expect(message.contains("There is no column \"bill_lenght_mm\". Did you mean \"bill_length_mm\"?"), "\(message)")
    #expect(run.cells[2].problem?.line == 5)
    let printed = run.shown(5).joined()
    #expect(printed.contains("caught: There is no column \"weight\""))
    #expect(printed.contains("holds double values, not Int: ask for Double.self"))
  }

  @Test func aMistakeMayBeExpected() async throws {
    let run = try await bench.run(
      """
      import Songbook
      // %%
      let df: DataFrame = ["x": [1.5, 2.5]]
      // %% Wrong
      //| error: true
      df["y"].mean()
      // %% Independent
      df["x"].mean()
      """
    ).run
    #expect(run.statuses == [.ok, .ok, .failed, .ok])
    #expect(run.status == .ok)
  }
}
