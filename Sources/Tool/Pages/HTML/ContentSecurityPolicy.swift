import Digests
import FoundationEssentials

/// What a page may do (CSP level 3). By default it shows pictures that it carries, and nothing else. It can reach no
/// network.
///
/// Each style sheet and script that it may use is named by its hash, so that no other can run, whatever a text in the
/// page holds. No script can turn a text into markup or code (trusted types).
public struct ContentSecurityPolicy: Sendable, Equatable {
  private var styles: [String] = []
  private var scripts: [String] = []

  /// Whether the page may open connections to the server that it comes from.
  public var allowsConnections = false
  /// Whether scripts of the page may compile programs for WebAssembly that the page carries.
  public var allowsWebAssembly = false

  /// A policy without a style sheet and without a script.
  public init() {}

  /// Lets the page use a style sheet with exactly these bytes.
  public mutating func allow(style: [UInt8]) { styles.append(ContentSecurityPolicy.source(of: style)) }

  /// Lets the page run a script with exactly these bytes.
  public mutating func allow(script: [UInt8]) { scripts.append(ContentSecurityPolicy.source(of: script)) }

  /// The policy as the `content` of its `<meta>` element.
  public var text: String {
    func sources(_ hashes: [String]) -> String { hashes.isEmpty ? "'none'" : hashes.joined(separator: " ") }
    let programs = allowsWebAssembly ? scripts + [Self.webAssembly] : scripts
    return
      (["default-src 'none'"] + (allowsConnections ? ["connect-src 'self'"] : []) + [
        "img-src data:", "style-src \(sources(styles))", "script-src \(sources(programs))", "base-uri 'none'",
        "form-action 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
      ]).joined(separator: "; ")
  }

  /// Reads a policy that ``text`` has written; nil for any other.
  init?(text: String) {
    for directive in text.split(separator: "; ", omittingEmptySubsequences: false) {
      let parts = directive.split(separator: " ").map(String.init)
      let sources = parts.dropFirst().filter { $0 != "'none'" }
      switch parts.first {
      case "style-src": styles = sources
      case "script-src":
        scripts = sources.filter { $0 != Self.webAssembly }
        allowsWebAssembly = sources.contains(Self.webAssembly)
      case "connect-src": allowsConnections = true
      default: break
      }
    }
    if self.text != text { return nil }
  }

  private static let webAssembly = "'wasm-unsafe-eval'"

  /// A hash source: `sha256-` and the digest in base64, in quotes.
  private static func source(of content: [UInt8]) -> String {
    "'sha256-\(Data(FileDigest.digest(of: content)).base64EncodedString())'"
  }
}
