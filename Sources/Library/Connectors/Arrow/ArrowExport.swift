import CArrow
package import Frames
import Glibc

/// Rows of a frame as the structures of Arrow's C interface, for libraries that take them over and release them.
package enum ArrowExport {
  /// Fills an `ArrowSchema` and an `ArrowArray`. Numbers, truth and texts keep their types, dates are days, all else is
  /// text in ISO 8601.
  package static func fill(
    schema: UnsafeMutableRawPointer, array: UnsafeMutableRawPointer, from frame: DataFrame
  ) {
    let schema = schema.assumingMemoryBound(to: ArrowSchema.self)
    let array = array.assumingMemoryBound(to: ArrowArray.self)
    let count = frame.columns.count
    schema.initialize(to: Self.schema("+s", "", children: frame.columns.map { Self.schema(format($0), $0.name) }))
    array.initialize(
      to: Self.array(rows: frame.rowCount, missing: 0, [nil], children: frame.columns.map { values($0) }))
    precondition(Int(schema.pointee.n_children) == count)
  }

  private static func format(_ column: AnyColumn) -> String {
    switch column.type {
    case .double, .duration: "g"
    case .integer: "l"
    case .boolean: "b"
    case .date: "tdD"
    case .string, .timestamp, .timeOfDay: "U"
    }
  }

  private static func schema(_ format: String, _ name: String, children: [ArrowSchema] = []) -> ArrowSchema {
    var schema = ArrowSchema()
    schema.format = UnsafePointer(strdup(format))
    schema.name = UnsafePointer(strdup(name))
    schema.flags = 2
    schema.n_children = Int64(children.count)
    schema.children = owned(children)
    schema.release = { schema in
      guard let schema else { return }
      free(UnsafeMutablePointer(mutating: schema.pointee.format))
      free(UnsafeMutablePointer(mutating: schema.pointee.name))
      for number in 0..<Int(schema.pointee.n_children) {
        guard let child = schema.pointee.children[number] else { continue }
        child.pointee.release?(child)
        free(child)
      }
      free(schema.pointee.children)
      schema.pointee.release = nil
    }
    return schema
  }

  private static func array(
    rows: Int, missing: Int, _ buffers: [UnsafeMutableRawPointer?], children: [ArrowArray] = []
  ) -> ArrowArray {
    var array = ArrowArray()
    array.length = Int64(rows)
    array.null_count = Int64(missing)
    array.n_buffers = Int64(buffers.count)
    array.n_children = Int64(children.count)
    let places = malloc(buffers.count * 8).assumingMemoryBound(to: UnsafeRawPointer?.self)
    for (number, buffer) in buffers.enumerated() { places[number] = buffer.map { UnsafeRawPointer($0) } }
    array.buffers = places
    array.children = owned(children)
    array.release = { array in
      guard let array else { return }
      for number in 0..<Int(array.pointee.n_buffers) {
        free(UnsafeMutableRawPointer(mutating: array.pointee.buffers[number]))
      }
      free(array.pointee.buffers)
      for number in 0..<Int(array.pointee.n_children) {
        guard let child = array.pointee.children[number] else { continue }
        child.pointee.release?(child)
        free(child)
      }
      free(array.pointee.children)
      array.pointee.release = nil
    }
    return array
  }

  private static func owned<Value>(_ values: [Value]) -> UnsafeMutablePointer<UnsafeMutablePointer<Value>?>? {
    guard !values.isEmpty else { return nil }
    let places = malloc(values.count * 8).assumingMemoryBound(to: UnsafeMutablePointer<Value>?.self)
    for (number, value) in values.enumerated() {
      let place = malloc(MemoryLayout<Value>.stride).assumingMemoryBound(to: Value.self)
      place.initialize(to: value)
      places[number] = place
    }
    return places
  }

  private static func copied<Value: BitwiseCopyable>(_ values: [Value]) -> UnsafeMutableRawPointer {
    let bytes = malloc(max(8, values.count * MemoryLayout<Value>.stride))!
    values.withUnsafeBytes { if let base = $0.baseAddress { bytes.copyMemory(from: base, byteCount: $0.count) } }
    return bytes
  }

  private static func bits(_ count: Int, _ isSet: (Int) -> Bool) -> UnsafeMutableRawPointer {
    var bytes = [UInt8](repeating: 0, count: (count + 7) / 8)
    for row in 0..<count where isSet(row) { bytes[row / 8] |= 1 << UInt8(row % 8) }
    return copied(bytes)
  }

  private static func values(_ column: AnyColumn) -> ArrowArray {
    let rows = column.count
    let validity = column.missingCount == 0 ? nil : bits(rows) { !column.isNil(at: $0) }
    func array(_ buffers: UnsafeMutableRawPointer...) -> ArrowArray {
      Self.array(rows: rows, missing: column.missingCount, [validity] + buffers)
    }
    switch column {
    case .double, .duration: return array(copied(column.doubles ?? []))
    case .integer(let column): return array(copied(column.denseValues))
    case .boolean(let column):
      let values = column.denseValues
      return array(bits(rows) { values[$0] })
    case .date:
      return array(copied((column.secondsSince1970 ?? []).map { $0.isNaN ? 0 : Int32($0 / 86_400) }))
    case .string, .timestamp, .timeOfDay:
      var (ends, bytes): ([Int64], [UInt8]) = ([0], [])
      for row in 0..<rows {
        bytes.append(contentsOf: (column.text(at: row) ?? "").utf8)
        ends.append(Int64(bytes.count))
      }
      return array(copied(ends), copied(bytes))
    }
  }
}
