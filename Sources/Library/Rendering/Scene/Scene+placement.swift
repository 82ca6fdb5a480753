/// Drawings within drawings: nodes moved, and what lies at a place.
extension [SceneNode] {
  /// The nodes, each moved to the right and down. They answer for nothing: what they are is told where they come from.
  package func moved(by offset: Point) -> [SceneNode] { compactMap { $0.moved(by: offset) } }

  /// How many places of marks lie within a rectangle: dots, corners and ends of lines in the groups of marks and labels.
  package func markCount(in rect: Rect) -> Int {
    reduce(0) { count, node in
      guard case .group(let group) = node else { return count }
      guard group.name == "marks" || group.name == "labels" else { return count + group.nodes.markCount(in: rect) }
      return count + group.nodes.placeCount(in: rect)
    }
  }

  private func placeCount(in rect: Rect) -> Int {
    func holds(_ point: Point) -> Bool {
      point.x > rect.minX && point.x < rect.maxX && point.y > rect.minY && point.y < rect.maxY
    }
    return reduce(0) { count, node in
      switch node {
      case .shape(let shape):
        switch shape.outline {
        case .rect(let frame, _): return count + (frame.intersects(rect) ? 1 : 0)
        case .circle(let center, _): return count + (holds(center) ? 1 : 0)
        case .path(let path): return count + path.segments.count { $0.touches(rect) }
        }
      case .text(let text): return count + (text.bounds.intersects(rect) ? 1 : 0)
      case .points(let cloud): return count + zip(cloud.xs, cloud.ys).count { holds(Point(x: $0, y: $1)) }
      case .image(let image):
        switch image.dots {
        case .density(let cloud, _, _), .mixture(let cloud):
          return count + zip(cloud.xs, cloud.ys).count { holds(Point(x: $0, y: $1)) }
        case nil: return count + (image.frame.intersects(rect) ? 1 : 0)
        }
      case .group(let group): return count + group.nodes.placeCount(in: rect)
      case .target: return count
      }
    }
  }
}

extension SceneNode {
  fileprivate func moved(by offset: Point) -> SceneNode? {
    switch self {
    case .target: return nil
    case .shape(var shape):
      shape.tip = nil
      switch shape.outline {
      case .path(let path): shape.outline = .path(path.moved(by: offset))
      case .rect(let rect, let radius): shape.outline = .rect(rect.moved(by: offset), cornerRadius: radius)
      case .circle(let center, let radius): shape.outline = .circle(center: center.moved(by: offset), radius: radius)
      }
      return .shape(shape)
    case .text(var text):
      text.position = text.position.moved(by: offset)
      return .text(text)
    case .points(let cloud): return .points(cloud.moved(by: offset))
    case .image(var image):
      image.frame = image.frame.moved(by: offset)
      switch image.dots {
      case .density(let cloud, let ramp, let maximum):
        image.dots = .density(cloud.moved(by: offset), ramp, maximum: maximum)
      case .mixture(let cloud): image.dots = .mixture(cloud.moved(by: offset))
      case nil: break
      }
      return .image(image)
    case .group(var group):
      group.clip = group.clip?.moved(by: offset)
      group.nodes = group.nodes.moved(by: offset)
      return .group(group)
    }
  }
}

extension Point {
  package func moved(by offset: Point) -> Point { Point(x: x + offset.x, y: y + offset.y) }
}

extension Rect {
  package func moved(by offset: Point) -> Rect { Rect(x: x + offset.x, y: y + offset.y, width: width, height: height) }
}

extension SceneDots {
  fileprivate func moved(by offset: Point) -> SceneDots {
    var cloud = self
    cloud.xs = xs.map { $0 + offset.x }
    cloud.ys = ys.map { $0 + offset.y }
    cloud.clip = clip.moved(by: offset)
    cloud.firstTip = nil
    return cloud
  }
}

extension Path {
  fileprivate func moved(by offset: Point) -> Path {
    var path = Path()
    for element in elements {
      switch element {
      case .move(let point): path.move(to: point.moved(by: offset))
      case .line(let point): path.line(to: point.moved(by: offset))
      case .curve(let end, let control1, let control2):
        path.curve(
          to: end.moved(by: offset), control1: control1.moved(by: offset), control2: control2.moved(by: offset))
      case .close: path.close()
      }
    }
    return path
  }

  /// The boxes around each step of the outline.
  fileprivate var segments: [Segment] {
    var (start, last) = (Point(x: 0, y: 0), Point(x: 0, y: 0))
    return elements.compactMap { element in
      switch element {
      case .move(let point):
        (start, last) = (point, point)
        return nil
      case .line(let point), .curve(to: let point, control1: _, control2: _):
        defer { last = point }
        return Segment(start: last, end: point)
      case .close:
        defer { last = start }
        return Segment(start: last, end: start)
      }
    }
  }

  fileprivate struct Segment {
    var start, end: Point

    /// Whether the straight line has a part inside of a rectangle (Liang and Barsky).
    func touches(_ rect: Rect) -> Bool {
      var (low, high) = (0.0, 1.0)
      let (dx, dy) = (end.x - start.x, end.y - start.y)
      for (p, q) in [
        (-dx, start.x - rect.minX), (dx, rect.maxX - start.x), (-dy, start.y - rect.minY), (dy, rect.maxY - start.y),
      ] {
        if p == 0 {
          if q <= 0 { return false }
        } else if p < 0 {
          low = max(low, q / p)
        } else {
          high = min(high, q / p)
        }
      }
      return low < high
    }
  }
}
