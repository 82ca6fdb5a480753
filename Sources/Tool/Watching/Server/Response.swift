/// What a browser is answered.
public struct Response: Sendable, Equatable {
  public enum Status: Int, Sendable {
    case ok = 200
    case badRequest = 400
    case forbidden = 403
    case notFound = 404
    case methodNotAllowed = 405

    var words: String {
      switch self {
      case .ok: "OK"
      case .badRequest: "Bad Request"
      case .forbidden: "Forbidden"
      case .notFound: "Not Found"
      case .methodNotAllowed: "Method Not Allowed"
      }
    }
  }

  public var status: Status
  public var mediaType: String
  public var body: [UInt8]
  /// What the browser may do with it, beside what the page itself says.
  public var policy = "frame-ancestors 'none'"
  /// Whether the connection stays open for the events of an ``Audience``; there is no body then.
  public var isEvents = false

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

  public static func refusal(_ status: Status) -> Response {
    Response(status: status, mediaType: "text/plain; charset=utf-8", body: Array("\(status.words)\n".utf8))
  }

  /// The head as it is sent. Nothing is kept by the browser, and nothing is given to pages from elsewhere.
  var head: [UInt8] {
    var lines = [
      "HTTP/1.1 \(status.rawValue) \(status.words)", "Content-Type: \(mediaType)", "Connection: close",
      "Cache-Control: no-store", "X-Content-Type-Options: nosniff", "Cross-Origin-Resource-Policy: same-origin",
      "Referrer-Policy: no-referrer", "Content-Security-Policy: \(policy)",
    ]
    if !isEvents { lines.append("Content-Length: \(body.count)") }
    if status == .methodNotAllowed { lines.append("Allow: GET, HEAD") }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }
}
