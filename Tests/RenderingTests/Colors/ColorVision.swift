import Rendering

#if canImport(Glibc)
  import Glibc
#endif

/// How people see colours, by G. Machado, M. Oliveira and L. Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009),
/// at full severity.
enum ColorVision: CaseIterable {
  case normal, protanopia, deuteranopia, tritanopia

  private var matrix: [[Double]] {
    switch self {
    case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    case .deuteranopia:
      [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    case .tritanopia:
      [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    }
  }

  /// Lightness, a and b of OKLab (Björn Ottosson, 2020), as this kind of eye sees the colour.
  private func seen(_ color: Color) -> [Double] {
    let linear = [color.red, color.green, color.blue].map { value in
      value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    let light = matrix.map { row in min(max(zip(row, linear).map(*).reduce(0, +), 0), 1) }
    func cone(_ r: Double, _ g: Double, _ b: Double) -> Double { cbrt(r * light[0] + g * light[1] + b * light[2]) }
    let l = cone(0.4122214708, 0.5363325363, 0.0514459929)
    let m = cone(0.2119034982, 0.6806995451, 0.1073969566)
    let s = cone(0.0883024619, 0.2817188376, 0.6299787005)
    return [
      0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    ]
  }

  /// From 0 for black to 1 for white.
  func lightness(_ color: Color) -> Double { seen(color)[0] }

  func distance(_ a: Color, _ b: Color) -> Double {
    zip(seen(a), seen(b)).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
  }

  /// Between the two of the colours that are hardest to tell apart.
  func leastDistance(_ colors: [Color]) -> Double {
    colors.indices.flatMap { a in colors.indices.filter { $0 > a }.map { distance(colors[a], colors[$0]) } }.min() ?? 0
  }
}
