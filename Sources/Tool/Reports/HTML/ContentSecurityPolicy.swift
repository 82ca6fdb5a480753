import CCrypto

/// What the page may do: show its own pictures, use its own style sheet, run its own script. It can reach no network.
enum ContentSecurityPolicy {
  /// The policy for a page with one `<style>` and one `<script>`, which it knows by their hashes.
  static func text(style: [UInt8], script: [UInt8]) -> String {
    [
      "default-src 'none'", "img-src data:", "style-src '\(hash(style))'", "script-src '\(hash(script))'",
      "base-uri 'none'", "form-action 'none'",
    ].joined(separator: "; ")
  }

  /// Lets a page that has a policy use one more style sheet and one more script, and speak with the server it comes from. The policy is the first thing in
  /// the page that reads so.
  static func permit(style: [UInt8], script: [UInt8], in page: inout [UInt8]) {
    for (directive, source) in [("style-src '", hash(style)), ("script-src '", hash(script))] {
      guard let place = page.firstRange(of: HTML(text: directive).bytes) else { continue }
      page.insert(contentsOf: HTML(text: "\(source)' '").bytes, at: place.upperBound)
    }
    guard let place = page.firstRange(of: HTML(text: "default-src 'none'").bytes) else { return }
    page.insert(contentsOf: HTML(text: "; connect-src 'self'").bytes, at: place.upperBound)
  }

  /// A hash source (CSP level 3): `sha256-` and the digest in base64.
  private static func hash(_ content: [UInt8]) -> String {
    let digest = [UInt8](unsafeUninitializedCapacity: 32) { output, count in
      EVP_Digest(content, content.count, output.baseAddress, nil, EVP_sha256(), nil)
      count = 32
    }
    return "sha256-" + String(decoding: base64(digest), as: UTF8.self)
  }
}
