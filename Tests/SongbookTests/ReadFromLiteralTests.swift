import Testing

@testable import Songbook

/// Literals as the runner writes them for parameters that a program reads when it starts.
@Suite struct ReadFromLiteralTests {
  private func value<Value: ReadFromLiteral>(_ text: String, as type: Value.Type = Value.self) -> Value? {
    var rest = text[...]
    return Value.take(from: &rest)
  }

  @Test func eachTypeIsRead() {
    #expect(value("-12") == -12)
    #expect(value("1.5e-07") == 1.5e-7)
    #expect(value("300.0") == 300.0)
    #expect(value("false") == false)
    #expect(value(#""a \"b\" \\ \n\r\t\u{2028}ü 🎵""#) == "a \"b\" \\ \n\r\t\u{2028}ü 🎵")
    #expect(value("\"\"") == "")
  }

  @Test func listsAreReadToTheirEnd() {
    #expect(value("[1, -2, 3]") == [1, -2, 3])
    #expect(value(#"["a, ]", "\"", ""]"#) == ["a, ]", "\"", ""])
    #expect(value("[true, false\n\n]") == [true, false])
    #expect(value("[]") == [Double]())
  }

  @Test func whatIsNoneIsNotRead() {
    #expect(value("x") == Int?.none)
    #expect(value("\"open") == String?.none)
    #expect(value("[1, x]") == [Int]?.none)
    #expect(value("") == Bool?.none)
  }
}
