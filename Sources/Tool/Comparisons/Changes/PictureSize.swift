import Rendering

/// In pixels.
public struct PictureSize: Codable, Sendable, Equatable {
  /// From left to right.
  public var width: Int
  /// From top to bottom.
  public var height: Int
}

extension PictureSize {
  init(_ picture: DecodedPicture) { self.init(width: picture.width, height: picture.height) }
}
