/// A whole page: a head that lets it do nothing but what it brings along, and a body.
struct HTMLDocument {
  var title: String
  /// As in BCP 47, such as `en`.
  var language = "en"
  var generator: String?
  var style: [UInt8]
  /// Stands at the end of the body; empty for none.
  var script: [UInt8] = []
  var body: HTML

  func html() -> HTML {
    let policy = ContentSecurityPolicy.text(style: style, script: script)
    let maker: HTML = generator.map { "<meta name=\"generator\" content=\"\($0)\">\n" } ?? ""
    let end: HTML = script.isEmpty ? "" : "<script>\(HTML(markup: script))</script>\n"
    return """
      <!doctype html>
      <html lang="\(language)">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      \(maker)<title>\(title)</title>
      <link rel="icon" href="data:,">
      <style>\(HTML(markup: style))</style>
      </head>
      <body>
      \(body)\(end)</body>
      </html>

      """
  }
}
