import Foundation
import Runs
import Testing

@testable import Notebooks

@Suite struct MatrixSettingTests {
  private static let notebook = Notebook.parse(
    source: """
      // %% Parameters tags=["parameters"]
      let seed = 1
      let share = 0.5
      let name = "a"
      let fast = true
      let years: [Int] = []
      """, path: "a.swift"
  ).notebook

  private func values(_ argument: String) throws -> [String] {
    try Self.notebook.matrix(of: [try MatrixSetting(argument: argument)], fixed: []).axes[0].values
  }

  @Test(arguments: [
    ("seed=1,2,3", ["1", "2", "3"]), ("seed=1...4", ["1", "2", "3", "4"]),
    ("seed=20...100/20", ["20", "40", "60", "80", "100"]),
    ("seed=-2...2/2,7", ["-2", "0", "2", "7"]), ("seed=1...4/2", ["1", "3"]),
    ("share=0.1...0.5/0.1", ["0.1", "0.2", "0.3", "0.4", "0.5"]), ("share=1,2.5", ["1.0", "2.5"]),
    ("name=a...b,c", ["\"a...b\"", "\"c\""]), ("name=\"a,b\",c", ["\"a,b\"", "\"c\""]),
    ("fast=true,false", ["true", "false"]),
    ("years=[1,2],[3],4", ["[1, 2]", "[3]", "[4]"]),
  ])
  func valuesAreReadByTheParametersType(argument: String, expected: [String]) throws {
    #expect(try values(argument) == expected)
  }

  @Test(arguments: [
    ("sed=1", "no parameter `sed`"), ("seed=1,x", "takes a whole number"), ("seed=1,01", "has the value 1 twice"),
    ("seed=5...1", "no range"), ("seed=1...5/0", "no range"), ("seed=1...100000", "no range"), ("seed", "neither"),
    ("=1", "neither"),
  ])
  func whatCannotBeVariedIsSaid(argument: String, message: String) {
    #expect { try values(argument) } throws: { ($0 as? Diagnostic)?.message.contains(message) ?? false }
  }

  @Test func theLastAxisChangesFastestAndKeysTellThePoints() throws {
    let settings = [try MatrixSetting(argument: "seed=1,2"), try MatrixSetting(argument: "name=x,y z")]
    let matrix = try Self.notebook.matrix(of: settings, fixed: [])
    #expect(matrix.points.map(\.values) == [["1", "\"x\""], ["1", "\"y z\""], ["2", "\"x\""], ["2", "\"y z\""]])
    #expect(matrix.points[0].key == "seed=1,name=x")
    // What cannot be in the name of a folder is told apart by a checksum.
    #expect(matrix.points[1].key.hasPrefix("seed=1,name=_y_z_-"))
    #expect(Set(matrix.points.map(\.key)).count == 4)
    let lists = try Self.notebook.matrix(of: [try MatrixSetting(argument: "years=[1,2],3,[]")], fixed: [])
    #expect(lists.points.map { $0.key.prefix(9) } == ["years=1+2", "years=3", "years=__-"])
  }

  /// A program that is the same at all points reads what varies as JSON.
  @Test func valuesArriveAsTheyWereGiven() throws {
    func arrived<Value: Decodable>(_ argument: String, as type: Value.Type = Value.self) throws -> [Value] {
      try values(argument).map { literal in
        let json = ParameterValue(name: "", value: literal, origin: .commandLine).json
        return try JSONDecoder().decode(Value.self, from: Data(json.utf8))
      }
    }
    for text in [
      "a \\ b", "a \" b", #"\u{1b}"#, #"\\u{1b}\"#, "\n\r\t\u{0}\u{1b}\u{7f}\u{85}\u{2028}", "ü 🎵", "\u{feff}a",
    ] {
      #expect(try arrived("name=" + text) == [text])
    }
    #expect(
      try arrived("share=-1.5e-07,5e-324,300,1.7976931348623157e308") == [
        -1.5e-7, 5e-324, 300, .greatestFiniteMagnitude,
      ])
    #expect(try arrived("seed=-12,9223372036854775807") == [-12, Int.max])
    #expect(try arrived("fast=true,false") == [true, false])
    #expect(try arrived("years=[1,-2],[]") == [[1, -2], [Int]()])
  }

  @Test func aParameterIsGivenOnce() throws {
    let seed = try MatrixSetting(argument: "seed=1,2")
    #expect(throws: Diagnostic.self) { try Self.notebook.matrix(of: [seed, seed], fixed: []) }
    let fixed = try ParameterOverride(argument: "seed=3")
    #expect { try Self.notebook.matrix(of: [seed], fixed: [fixed]) } throws: {
      ($0 as? Diagnostic)?.message == "`seed` has a fixed value, and varies"
    }
  }

  @Test func aFileNamesValuesAndRanges() throws {
    let yaml = "seed: 1...3\nname: [a, \"b,c\"]\nshare: 0.5\n"
    let settings = try MatrixSetting.read(yaml: Array(yaml.utf8), path: "sweep.yaml")
    let matrix = try Self.notebook.matrix(of: settings, fixed: [try ParameterOverride(argument: "fast=false")])
    #expect(matrix.axes.map(\.values) == [["1", "2", "3"], ["\"a\"", "\"b,c\""], ["0.5"]])
    #expect(matrix.fixed == ["fast": "false"])
    let wrong = try MatrixSetting.read(yaml: Array("seed: 1\nshre: 2\n".utf8), path: "sweep.yaml")
    #expect { try Self.notebook.matrix(of: wrong, fixed: []) } throws: { ($0 as? Diagnostic)?.line == 2 }
  }

  @Test func cellsThatNothingVariesAreKnownByNames() {
    let notebook = Notebook.parse(
      source: """
        // %% Parameters tags=["parameters"]
        let seed = 1
        let size = 2
        // %% Data
        let data = Array(0..<size)
        // %% Draw
        func draw() -> Int { seed * 2 }
        let drawn = draw()
        // %% Both
        print(data, drawn)
        // %% Neither
        print("x")
        """, path: "a.swift"
    ).notebook
    #expect(notebook.cells(independentOf: ["seed"]) == [1, 4])
    #expect(notebook.cells(independentOf: ["size"]) == [2, 4])
    #expect(notebook.cells(independentOf: ["seed", "size"]) == [4])
  }
}
