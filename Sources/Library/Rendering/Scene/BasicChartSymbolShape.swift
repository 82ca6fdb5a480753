#if canImport(Glibc)
  import Glibc
#endif

/// A shape of dots. All shapes of one size have the same area.
public enum BasicChartSymbolShape: Hashable, Sendable, CaseIterable, Codable {
  case circle, triangle, square, diamond, plus, pentagon, cross, star

  /// The shape for names whose colours have been given to others before.
  /// - Parameter round: How often all colours were given before, from 0.
  package static func ofRound(_ round: Int) -> BasicChartSymbolShape { allCases[round % allCases.count] }

  /// The outline around a middle.
  /// - Parameter area: In square points.
  public func path(at center: Point, area: Double) -> Path {
    let area = max(area, 0)
    switch self {
    case .circle:
      var path = Path()
      path.addCircle(center: center, radius: (area / .pi).squareRoot())
      return path
    case .square: return polygon(at: center, corners: 4, radius: (area / 2).squareRoot(), turned: .pi / 4)
    case .diamond: return polygon(at: center, corners: 4, radius: (area / 2).squareRoot(), turned: 0)
    case .triangle: return polygon(at: center, corners: 3, radius: (area / 1.299).squareRoot(), turned: 0)
    case .pentagon: return polygon(at: center, corners: 5, radius: (area / 2.378).squareRoot(), turned: 0)
    case .star:
      // Ten corners, every other at 0.45 of the radius.
      let radius = (area / (10 * 0.45 * 0.5878 / 2)).squareRoot()
      return Path(
        through: (0..<10).map { corner(at: center, $0, of: 10, radius: $0 % 2 == 0 ? radius : radius * 0.45) },
        closed: true)
    case .plus: return plus(at: center, area: area, turned: 0)
    case .cross: return plus(at: center, area: area, turned: .pi / 4)
    }
  }

  private func corner(at center: Point, _ index: Int, of count: Int, radius: Double, turned: Double = 0) -> Point {
    let angle = 2 * Double.pi * Double(index) / Double(count) + turned
    return Point(x: center.x + radius * sin(angle), y: center.y - radius * cos(angle))
  }

  private func polygon(at center: Point, corners: Int, radius: Double, turned: Double) -> Path {
    Path(
      through: (0..<corners).map { corner(at: center, $0, of: corners, radius: radius, turned: turned) }, closed: true)
  }

  /// Five squares in a cross.
  private func plus(at center: Point, area: Double, turned: Double) -> Path {
    let side = (area / 5).squareRoot()
    let (near, far) = (side / 2, side * 1.5)
    let quarter = [(-near, -far), (near, -far), (near, -near)]
    let corners = (0..<4).flatMap { turn -> [(Double, Double)] in
      quarter.map { x, y in
        switch turn {
        case 0: (x, y)
        case 1: (-y, x)
        case 2: (-x, -y)
        default: (y, -x)
        }
      }
    }
    let (sine, cosine) = (sin(turned), cos(turned))
    return Path(
      through: corners.map { x, y in
        Point(x: center.x + x * cosine - y * sine, y: center.y + x * sine + y * cosine)
      }, closed: true)
  }
}
