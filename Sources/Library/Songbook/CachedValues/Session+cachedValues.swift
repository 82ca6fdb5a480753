import FoundationEssentials
import Glibc
import Runs

extension Session {
  /// Writes a constant's value to a file of the run, for later runs to restore; where that is not possible, warns why.
  func cache<Value>(_ name: String, _ value: Value) {
    guard let directory = settings?.directory else { return }
    var constant = DefinedConstant(name: name, isValue: ReferenceFreeTypes.contains(Value.self))
    do throws(NotCached) {
      constant.type = try NotCached.typeSource(of: Value.self, isValue: constant.isValue)
      constant.file = try write(value, in: directory)
    } catch {
      let warning = Diagnostic(
        warning: "cache.notKept", message: "`\(name)` is not kept for the next run: \(error.reason).",
        hint: "It is made again whenever a later cell needs it.")
      send { .warning(cell: $0, warning: warning) }
    }
    sendAlways { .defined(cell: $0, constant: constant) }
  }

  /// Caches a value whose cell does not ask for it. It does so only where reading it back saves time, and gives no warning
  /// where it cannot be done.
  func keep<Value>(_ name: String, _ value: Value) {
    var constant = DefinedConstant(name: name, isValue: ReferenceFreeTypes.contains(Value.self))
    let spent = cellDuration
    if spent > Session.leastWorthKeeping, let directory = settings?.directory {
      let start = ContinuousClock.now
      if let type = try? NotCached.typeSource(of: Value.self, isValue: constant.isValue),
        let file = try? write(value, in: directory, readIn: spent)
      {
        (constant.type, constant.file) = (type, file)
      }
      noteKeeping(start.duration(to: .now))
    }
    // The run records it like any other constant.
    if constant.file == nil {
      send { .defined(cell: $0, constant: constant) }
    } else {
      sendAlways { .defined(cell: $0, constant: constant) }
    }
  }

  /// What takes less time is made again.
  private static let leastWorthKeeping = Duration.milliseconds(20)

  /// - Parameter limit: how long reading it may take.
  /// - Returns: the file, in the run's folder.
  private func write<Value>(
    _ value: Value, in directory: String, readIn limit: Duration? = nil
  ) throws(NotCached) -> String {
    guard let codable = value as? any Codable else { throw NotCached("\(Value.self) is not Codable") }
    let bytes = try codable.bytesToCache(readIn: limit)
    let path = "values/\(unusedStem("value", in: "values").stem)"
    do throws(FileNotWritten) {
      try FileNotWritten.write(bytes, to: path, in: directory)
    } catch {
      throw NotCached(error.reason)
    }
    return path
  }

  /// A value that an earlier run cached, by its path in the run's folder. When it cannot be read the process ends, and
  /// the runner starts another that computes it.
  func restored<Value>(_ path: String) -> Value {
    if let type = Value.self as? any Decodable.Type, let directory = settings?.directory,
      let bytes = try? Files.read("\(directory)/\(path)"),
      let value = try? type.cached(in: bytes) as? Value
    {
      return value
    }
    sendAlways { .unrestored(cell: $0, file: path) }
    end(completely: false)
    exit(1)
  }
}

/// Why a value cannot be cached.
private struct NotCached: Error {
  var reason: String

  init(_ reason: String) { self.reason = reason }

  static func typeSource(of type: Any.Type, isValue: Bool) throws(NotCached) -> String {
    guard isValue else { throw NotCached("what is of type \(type) may share objects with others") }
    guard let source = TypeSource.text(of: type) else { throw NotCached("the type \(type) is private") }
    return source
  }
}

extension Encodable where Self: Decodable {
  /// The value's file. Not every type decodes what it encoded: a value that cannot be read again, or is another one
  /// then, is an error.
  /// - Parameter limit: how long reading it may take; nil for any time.
  fileprivate func bytesToCache(readIn limit: Duration?) throws(NotCached) -> [UInt8] {
    do {
      let bytes = try ValueFile.bytes(of: self)
      let start = ContinuousClock.now
      let copy = try ValueFile.value(Self.self, in: bytes)
      if let limit, start.duration(to: .now) > limit { throw NotCached("it is made faster than read") }
      guard try comesBack(as: copy, from: bytes) else {
        throw NotCached("\(Self.self) does not come back from Codable as it was")
      }
      guard SameValue.holds(self, copy) else {
        throw NotCached("Codable leaves out a stored property of \(Self.self)")
      }
      return bytes
    } catch let reason as NotCached {
      throw reason
    } catch {
      throw NotCached("\(Self.self) cannot be encoded and decoded (\(error))")
    }
  }
}

extension Encodable {
  /// Whether what was decoded is coded into the same bytes again.
  fileprivate func comesBack(as copy: Self, from bytes: [UInt8]) throws -> Bool {
    // Equality of types that are not the analysis's own is known to leave nothing out.
    if !SameValue.isOfAnalysis(Self.self), let own = self as? any Equatable, own.isEqual(copy) { return true }
    let again = try ValueFile.bytes(of: copy)
    // Equal sets have their elements in an order of their own.
    return again == bytes || (SameValue.holds(self, copy) && again.sorted() == bytes.sorted())
  }
}

extension Decodable {
  fileprivate static func cached(in bytes: [UInt8]) throws -> Self { try ValueFile.value(Self.self, in: bytes) }
}
