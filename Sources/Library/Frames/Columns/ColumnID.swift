/// A column's name together with the type of its values.
public struct ColumnID<T: ColumnElement>: Sendable, Hashable, CustomStringConvertible {
  public var name: String

  public init(_ name: String, _ type: T.Type) { self.name = name }

  public var description: String { name }
}
