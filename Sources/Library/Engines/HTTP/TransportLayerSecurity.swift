import Glibc
import Summaries

/// OpenSSL's library, opened when the first address asks for TLS: building and starting Songbook do not need it.
struct TransportLayerSecurity {
  private let library: UnsafeMutableRawPointer
  private let context: OpaquePointer

  private typealias Make = @convention(c) () -> OpaquePointer?
  private typealias MakeFrom = @convention(c) (OpaquePointer?) -> OpaquePointer?
  private typealias Call = @convention(c) (OpaquePointer?) -> Int32
  private typealias Free = @convention(c) (OpaquePointer?) -> Void
  private typealias SetVerify = @convention(c) (OpaquePointer?, Int32, OpaquePointer?) -> Void
  private typealias SetNumber = @convention(c) (OpaquePointer?, Int32) -> Int32
  private typealias SetText = @convention(c) (OpaquePointer?, UnsafePointer<CChar>) -> Int32
  private typealias Control = @convention(c) (OpaquePointer?, Int32, Int, UnsafePointer<CChar>?) -> Int
  private typealias Transfer = @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?, Int32) -> Int32
  private typealias Result = @convention(c) (OpaquePointer?) -> Int
  private typealias ResultText = @convention(c) (Int) -> UnsafePointer<CChar>?

  init() throws(DataSourceError) {
    guard let library = dlopen("libssl.so.3", RTLD_NOW | RTLD_LOCAL) ?? dlopen("libssl.so", RTLD_NOW | RTLD_LOCAL)
    else {
      throw DataSourceError(
        kind: .library, message: "TLS needs libssl.so.3, which is not installed.",
        hint: "Install it with: apt-get install libssl3")
    }
    self.library = library
    guard let method = Self.symbol(library, "TLS_client_method", as: Make.self)?(),
      let context = Self.symbol(library, "SSL_CTX_new", as: MakeFrom.self)?(method)
    else { throw DataSourceError(kind: .library, message: "OpenSSL's libssl.so.3 could not be used.") }
    self.context = context
    // The system's authorities, or those of the file that SSL_CERT_FILE names; a server without a certificate of theirs
    // is refused.
    _ = Self.symbol(library, "SSL_CTX_set_default_verify_paths", as: Call.self)?(context)
    let verifiesPeer: Int32 = 1
    Self.symbol(library, "SSL_CTX_set_verify", as: SetVerify.self)?(context, verifiesPeer, nil)
  }

  private static func symbol<Function>(
    _ library: UnsafeMutableRawPointer, _ name: String, as type: Function.Type
  ) -> Function? {
    dlsym(library, name).map { unsafeBitCast($0, to: type) }
  }

  private func function<Function>(_ name: String, as type: Function.Type) throws(DataSourceError) -> Function {
    guard let function = Self.symbol(library, name, as: type) else {
      throw DataSourceError(kind: .library, message: "OpenSSL's libssl.so.3 lacks \(name).")
    }
    return function
  }

  /// The encrypted side of a connected socket, whose certificate is checked to be of this host.
  func session(over descriptor: Int32, host: String) throws(DataSourceError) -> Session {
    guard let session = try function("SSL_new", as: MakeFrom.self)(context) else {
      throw DataSourceError(kind: .connection, place: host, message: "TLS could not be started.")
    }
    let isAddress = host.allSatisfy { $0.isNumber || $0 == "." } || host.contains(":")
    if isAddress {
      let parameters = try function("SSL_get0_param", as: MakeFrom.self)(session)
      _ = try function("X509_VERIFY_PARAM_set1_ip_asc", as: SetText.self)(parameters, host)
    } else {
      _ = try function("SSL_set1_host", as: SetText.self)(session, host)
      let serverName: Int32 = 55
      _ = try function("SSL_ctrl", as: Control.self)(session, serverName, 0, host)
    }
    _ = try function("SSL_set_fd", as: SetNumber.self)(session, descriptor)
    guard try function("SSL_connect", as: Call.self)(session) == 1 else {
      let reason = try function("SSL_get_verify_result", as: Result.self)(session)
      let text = try function("X509_verify_cert_error_string", as: ResultText.self)(reason).map { String(cString: $0) }
      try function("SSL_free", as: Free.self)(session)
      throw DataSourceError(
        kind: .connection, place: host,
        message: reason == 0
          ? "The server did not answer with TLS." : "Its certificate was refused: \(text ?? "error \(reason)").",
        hint: reason == 0
          ? "A server without TLS is reached with ?secure=false at the address's end."
          : "SSL_CERT_FILE names a file of other authorities to trust.")
    }
    return Session(
      session: session, read: try function("SSL_read", as: Transfer.self),
      write: try function("SSL_write", as: Transfer.self), free: try function("SSL_free", as: Free.self))
  }

  /// A connection that is encrypted.
  struct Session {
    fileprivate let session: OpaquePointer
    fileprivate let read: @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?, Int32) -> Int32
    fileprivate let write: @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?, Int32) -> Int32
    fileprivate let free: @convention(c) (OpaquePointer?) -> Void

    /// Bytes that came; 0 at the end, below 0 after an error.
    func receive(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
      Int(read(session, buffer.baseAddress, Int32(min(buffer.count, 1 << 24))))
    }

    func send(_ bytes: UnsafeRawBufferPointer) -> Int {
      Int(write(session, UnsafeMutableRawPointer(mutating: bytes.baseAddress), Int32(min(bytes.count, 1 << 24))))
    }

    func close() { free(session) }
  }
}
