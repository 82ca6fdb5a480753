import Testing

@testable import Reports

@Suite struct FormulaTests {
  private func set(_ content: String) -> SetFormula? {
    BlahtexDocument.formulas(in: "<?xml?><f><p b:inline=\"x\">\(content)</p></f>", count: 1)?.first
  }

  private func mathematics(_ content: String) -> String? {
    guard case .mathematics(let html)? = set("<math xmlns=\"http://www.w3.org/1998/Math/MathML\">\(content)</math>")
    else {
      return nil
    }
    return String(decoding: html.bytes, as: UTF8.self)
  }

  @Test func lettersSignsAndNumbersAreThoseOfPages() {
    #expect(mathematics("<mi mathvariant=\"bold\">x</mi>") == "<mi>𝐱</mi>")
    #expect(mathematics("<mi mathvariant=\"double-struck\">R</mi>") == "<mi>ℝ</mi>")
    #expect(mathematics("<mi mathvariant=\"script\">L</mi><mi mathvariant=\"italic\">h</mi>") == "<mi>ℒ</mi><mi>ℎ</mi>")
    #expect(mathematics("<mi mathvariant=\"normal\">d</mi>") == "<mi mathvariant=\"normal\">d</mi>")
    #expect(
      mathematics("<mn>1</mn><mo lspace=\"0\" rspace=\"0\">.</mo><mn>96</mn>") == "<mn>1.96</mn>")
    #expect(mathematics("<mo accent=\"true\">\u{302}</mo><mo>-</mo>") == "<mo accent=\"true\">ˆ</mo><mo>−</mo>")
    #expect(mathematics("<mo>&lt;</mo><mspace width=\"0\"/>") == "<mo>&lt;</mo><mspace width=\"0em\"/>")
  }

  /// Whatever the program writes, a page gets nothing but MathML.
  @Test(arguments: [
    "<script>alert(1)</script>", "<mi onclick=\"x\">a</mi><img src=x>", "<mi href=\"javascript:alert(1)\">a</mi>",
    "<mtext><svg/onload=alert(1)></mtext>", "<mi", "<mi a=b>", "<mstyle background=\"url(x)\">",
  ])
  func nothingElseIsTaken(_ content: String) {
    guard let html = mathematics(content) else { return }
    #expect(!html.contains("script") && !html.contains("onclick") && !html.contains("href") && !html.contains("url"))
  }

  @Test func mistakesAreSaid() {
    let error = "<error xmlns=\"http://gva.noekeon.org/blahtexml\">Unrecognised command \"\\foo\" &amp; &lt;</error>"
    #expect(set(error) == .mistake("Unrecognised command \"\\foo\" & <"))
    #expect(BlahtexDocument.formulas(in: "<f></f>", count: 1) == nil)
  }

  @Test func formulasAreTextForTheProgram() {
    let input = BlahtexDocument.input([Formula("$a < \"b\"$"), Formula("$$\nx\n$$")])
    #expect(
      input == """
        <f xmlns:b="http://gva.noekeon.org/blahtexml"><p b:inline="a &lt; &quot;b&quot;"/><p b:block="x"/></f>
        """)
  }
}
