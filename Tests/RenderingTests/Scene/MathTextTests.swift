import Testing

@testable import Rendering

@Suite struct MathTextTests {
  private func runs(_ line: String) -> [String] {
    MathText(line).runs.map { run in
      let look = (run.rise > 0 ? "^" : run.rise < 0 ? "_" : "") + (run.isSlanted ? "/" : "")
      return look + run.text
    }
  }

  @Test func formulasBecomePartsOfTheirHeight() {
    #expect(runs("Energy in $\\mathrm{kWh}\\,m^{-2}$") == ["Energy in kWh\u{2009}", "/m", "^−2"])
    #expect(runs("$R^2$") == ["/R", "^2"])
    #expect(runs("$\\beta_{01} \\le \\hat{y}$") == ["β", "_01", " ≤ ", "/y\u{302}"])
    #expect(runs("$x$ and $y$") == ["/x", " and ", "/y"])
    #expect(runs("$\\log(n)$") == ["log(", "/n", ")"])
    #expect(runs("$\\frac{a}{b+1}$") == ["/a", "∕(", "/b", " + 1)"])
    #expect(runs("$\\sqrt{2}$ of $\\sqrt{x+1}$") == ["√2 of √(", "/x", " + 1)"])
  }

  @Test func raisedLettersOfRaisedOnesStandHigher() {
    let runs = MathText("$e^{x^2}$").runs
    #expect(runs.map(\.text) == ["e", "x", "2"])
    #expect(runs[1].rise > 0 && runs[2].rise > runs[1].rise)
    #expect(runs[1].scale == 0.7 && abs(runs[2].scale - 0.49) < 1e-12)
  }

  /// What was not meant as a formula, or is none, stays letter by letter.
  @Test(arguments: [
    "from $5 to $10", "Cost ($) and price ($)", "$", "$$", "a $ b", "$ x^2 $", "$x^$", "$x^{2$", "$_$ $",
    "100$ ^ 2$", "$a}b_1$",
  ])
  func dollarsStayDollars(line: String) {
    #expect(MathText(line).runs.map(\.text).joined() == line)
    #expect(MathText(line).plain == line)
  }

  @Test func escapedDollarsAreDollars() {
    #expect(MathText("\\$5 and $x^2$").plain == "$5 and x²")
  }

  @Test func unknownCommandsAreToldAndStay() {
    let text = MathText("$\\aleph_0$")
    #expect(text.unknownCommands == ["\\aleph"])
    #expect(text.plain == "$\\aleph_0$")
  }

  @Test func plainTextHasUnicodesRaisedCharacters() {
    #expect(MathText.plain("$10^{-3}\\,\\mu m$") == "10⁻³\u{2009}μm")
    #expect(MathText.plain("$x_1$, $x_{ij}$, $2^{q}$") == "x₁, x_(ij), 2^q")
    #expect(MathText.plain("$e^{-z^2/2}$") == "e^(−z²/2)")
    #expect(MathText.plain("no formula") == "no formula")
  }
}
