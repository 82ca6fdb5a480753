import Connectors
import Frames
import Testing

@Suite("JSON") struct JSONTests {
  private func frame(_ text: String) throws -> DataFrame { try DataFrame(jsonData: Array(text.utf8)) }

  private let wanted: DataFrame = ["a": [1, nil, 3], "b": ["x", "y", nil]]

  /// The layouts of `pandas.DataFrame.to_json(orient:)`, and lines.
  @Test(arguments: [
    #"[{"a":1,"b":"x"},{"a":null,"b":"y"},{"a":3,"b":null}]"#,
    #"[{"a":1,"b":"x"},{"b":"y"},{"a":3}]"#,
    "{\"a\":1,\"b\":\"x\"}\n{\"a\":null,\"b\":\"y\"}\n\n{\"a\":3}\n",
    #"{"columns":["a","b"],"index":[0,1,2],"data":[[1,"x"],[null,"y"],[3,null]]}"#,
    #"{"a":{"0":1,"1":null,"2":3},"b":{"0":"x","1":"y","2":null}}"#,
    #"{"a":[1,null,3],"b":["x","y",null]}"#,
    #" { "count" : 3 , "rows" : [ {"a":1,"b":"x"} , {"b":"y"} , {"a":3} ] } "#,
  ])
  func layouts(text: String) throws {
    #expect(try frame(text) == wanted)
  }

  @Test func objectsByTheirNames() throws {
    let frame = try frame(#"{"Ann":{"age":5},"Bob":{"age":7}}"#)
    #expect(frame == ["key": ["Ann", "Bob"], "age": [5, 7]])
  }

  @Test func nestedObjectsBecomeColumnsAndListsStayText() throws {
    let frame = try frame(#"[{"id":1,"user":{"name":"Ann","tags":[1, "x"]}},{"id":2,"user":null}]"#)
    #expect(
      frame.columnNames == ["id", "user", "user.name", "user.tags"]
        || frame.columnNames == ["id", "user.name", "user.tags", "user"])
    #expect(frame["user.name", String.self].map { $0 } == ["Ann", nil])
    #expect(frame["user.tags", String.self][0] == #"[1, "x"]"#)
  }

  @Test func values() throws {
    let frame = try frame(
      #"[{"i":-9223372036854775808,"d":1e3,"m":1,"l":12345678901234567890,"t":true,"n":NaN,"s":"A\n\"\\\u00fc\ud83d\ude00\ud83d","day":"2020-02-29"},"#
        + #"{"i":9223372036854775807,"d":2,"m":"x","l":1,"t":false,"n":-Infinity,"s":"","day":null}]"#)
    #expect(frame["i", Int.self].map { $0 } == [Int.min, Int.max])
    #expect(frame["d", Double.self].map { $0 } == [1000, 2])
    #expect(frame["m", String.self].map { $0 } == ["1", "x"])
    #expect(frame["l", String.self].map { $0 } == ["12345678901234567890", "1"])
    #expect(frame["t", Bool.self].map { $0 } == [true, false])
    #expect(frame["n", Double.self].map { $0 } == [nil, -.infinity])
    #expect(frame["s", String.self].map { $0 } == ["A\n\"\\ü😀\u{FFFD}", ""])
    #expect(frame["day", CalendarDate.self][0] == CalendarDate(year: 2020, month: 2, day: 29))
  }

  @Test(arguments: [
    (#"[{"a":1 "b":2}]"#, "line 1, byte 9"), ("{\"a\":1}\n{\"a\":}", "line 2, byte 6"), (#"[{"a":1,"a":2}]"#, "twice"),
    (#"[{"a":01}]"#, "No value"), (#"[1,2"#, "text ends"), (#"[{"a":"x}]"#, "not closed"), ("[1] 2", "behind the end"),
    (#"[{"a":"\q"}]"#, "backslash"), ("hello", "no JSON"), ("", "nothing to read"), (#"[{"a":tru}]"#, "No value"),
  ])
  func mistakes(text: String, told: String) throws {
    let failure = #expect(throws: TableReadingError.self) { try frame(text) }
    #expect(failure?.description.contains(told) == true, "\(failure?.description ?? "")")
  }

  @Test func deepNestingIsRefused() {
    for opening in ["[", "{\"a\":"] {
      let failure = #expect(throws: TableReadingError.self) { try frame(String(repeating: opening, count: 5000)) }
      #expect(failure?.message.contains("too deeply") == true)
    }
  }

  @Test func whatIsWrittenReadsBack() throws {
    let frame: DataFrame = [
      "a": [1, nil, 3], "x": [0.5, nil, 1e-7], "s": ["</script>", nil, "\u{1}\t\"\u{2028}"], "t": [true, false, nil],
    ]
    #expect(try DataFrame(jsonData: JSONFormat().bytes(of: frame)) == frame)
    #expect(try DataFrame(jsonData: JSONLinesFormat().bytes(of: frame)) == frame)
    #expect(
      frame.formatted(.jsonLines()).hasPrefix("{\"a\":1,\"x\":0.5,\"s\":\"\\u003c/script>\",\"t\":true}\n{\"a\":null,"))
  }

  /// Long enough to be read on all cores; a type that changes on the way, and records over several lines.
  @Test func longFilesReadAsShortOnes() throws {
    var lines = ""
    for row in 0..<120_000 {
      lines +=
        "{\"number\": \(row == 90_000 ? "0.5" : String(row)), \"name\": \"row \(row % 100)\"\(row == 70_000 ? ",\"late\":1" : "")}\n"
    }
    let frame = try frame(lines)
    #expect(frame.rowCount == 120_000)
    #expect(frame["number", Double.self][119_999] == 119_999 && frame["number", Double.self][90_000] == 0.5)
    #expect(frame["late", Int.self].missingCount == 119_999)
    #expect(frame["name", String.self].distinctCount == 100)
    let spread = try self.frame(lines.replacing("{\"number\"", with: "{\n\"number\""))
    #expect(spread == frame)
  }

  @Test func survivesDamage() throws {
    let text = Array(#"[{"a":1,"b":{"c":[1,2,"x"],"d":"\u00e9"}},{"a":-1.5e3,"b":null},{"a":true}]"#.utf8)
    var read = 0
    for seed in 0..<3000 {
      if (try? DataFrame(jsonData: Damage.damaged(text, seed: UInt64(seed)))) != nil { read += 1 }
    }
    #expect(read > 10 && read < 2500)
  }
}
