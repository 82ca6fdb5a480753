import Testing

@testable import Pages

@Suite struct ShortenedTextTests {
  private func script(_ text: String) -> String {
    String(decoding: ScriptText.shortened(Array(text.utf8)), as: UTF8.self)
  }

  private func style(_ text: String) -> String {
    String(decoding: StyleText.shortened(Array(text.utf8)), as: UTF8.self)
  }

  @Test func scriptsLoseWhatOnlyPeopleRead() {
    #expect(
      script("// Words.\nconst a = (b, c) => {\n  return b + -c;\n};\n") == "const a=(b,c)=>{\nreturn b + -c;\n};")
    #expect(script("if (a) return [ 1, 2 ];") == "if(a)return[1,2];")
  }

  @Test func textsAndExpressionsInScriptsStay() {
    #expect(script("say(\"a , b\", `c : ${ d } ; e`);") == "say(\"a , b\",`c : ${ d } ; e`);")
    #expect(script("x = \"a \\\" b , c\";") == "x=\"a \\\" b , c\";")
    #expect(script("text.match(/[ /] , x/g); half = a / 2;") == "text.match(/[ /] , x/g);half=a / 2;")
  }

  @Test func stylesLoseWhatOnlyPeopleRead() {
    #expect(
      style("/* Words. */\n.a, .b { color: red; margin: 0 auto }\n\n.c { top: 0 }\n")
        == ".a,.b{color:red;margin:0 auto}.c{top:0}")
    #expect(style("main > :is(a, b) :hover { x: calc(1px + 2px) }") == "main > :is(a,b) :hover{x:calc(1px + 2px)}")
    #expect(style("a::after { content: \" ; \" }") == "a::after{content:\" ; \"}")
    #expect(style("@media screen and (max-width: 9px) { a { b: c } }") == "@media screen and (max-width:9px){a{b:c}}")
  }
}
