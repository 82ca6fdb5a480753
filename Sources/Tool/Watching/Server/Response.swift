/// The answer to a browser's request.
public struct Response: Sendable, Equatable {
  /// A status code of HTTP.
  public enum Status: Int, Sendable {
    /// The body is what was asked for.
    case ok = 200
    /// The request could not be read.
    case badRequest = 400
    /// The request was meant for another server.
    case forbidden = 403
    /// There is no such file.
    case notFound = 404
    /// Files can only be read.
    case methodNotAllowed = 405

    /// The reason phrase.
    var phrase: String {
      switch self {
      case .ok: "OK"
      case .badRequest: "Bad Request"
      case .forbidden: "Forbidden"
      case .notFound: "Not Found"
      case .methodNotAllowed: "Method Not Allowed"
      }
    }
  }

  /// The status code.
  public var status: Status
  /// The type of the body, such as `text/html; charset=utf-8`.
  public var mediaType: String
  /// The content.
  public var body: [UInt8]
  /// A content security policy in addition to the page's own.
  public var policy = "frame-ancestors 'none'"
  /// Whether the connection stays open for the events of an ``EventSubscribers``; there is no body then.
  public var isEvents = false

  /// An answer with a body.
  public init(status: Status = .ok, mediaType: String, body: [UInt8]) {
    self.status = status
    self.mediaType = mediaType
    self.body = body
  }

  /// A stream of server-sent events.
  public static var events: Response {
    var response = Response(mediaType: "text/event-stream", body: [])
    response.isEvents = true
    return response
  }

  /// An answer that gives nothing but its status.
  public static func refusal(_ status: Status) -> Response {
    Response(status: status, mediaType: "text/plain; charset=utf-8", body: Array("\(status.phrase)\n".utf8))
  }

  /// The head as it is sent. Browsers must not cache the answer, and pages of other origins must not read it.
  var head: [UInt8] {
    var lines = [
      "HTTP/1.1 \(status.rawValue) \(status.phrase)", "Content-Type: \(mediaType)", "Connection: close",
      "Cache-Control: no-store", "X-Content-Type-Options: nosniff", "Cross-Origin-Resource-Policy: same-origin",
      "Referrer-Policy: no-referrer", "Content-Security-Policy: \(policy)",
    ]
    if !isEvents { lines.append("Content-Length: \(body.count)") }
    if status == .methodNotAllowed { lines.append("Allow: GET, HEAD") }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }
}
