import ArgumentParser
import Foundation
import Frames
import Genres

/// A song's features as they are given on the command line: `danceability=0.7,loudness=-5`.
struct GivenFeatures {
  /// The values under the features' proper names.
  private(set) var values: [String: Double] = [:]

  /// - Parameters:
  ///   - text: names in any letter case.
  ///   - known: names that may be given.
  /// - Throws: `ValidationError` for what is no number, stands there twice, or is not known, with the nearest names.
  init(_ text: String, known: [String]) throws {
    for part in text.split(separator: ",") {
      let sides = part.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      guard sides.count == 2 else {
        throw ValidationError("\"\(part)\" is not name=value, such as danceability=0.7.")
      }
      guard let name = known.first(where: { $0.lowercased() == sides[0].lowercased() }) else {
        let nearest = NearestName.several(of: sides[0], among: known)
        let hint =
          nearest.isEmpty
          ? "Known are \(known.joined(separator: ", "))" : "Did you mean \(nearest.joined(separator: " or "))"
        throw ValidationError("There is no feature \"\(sides[0])\". \(hint)\(nearest.isEmpty ? "." : "?")")
      }
      guard let value = Double(sides[1]), value.isFinite else {
        throw ValidationError("\(name) is \"\(sides[1])\", which is not a number.")
      }
      guard values.updateValue(value, forKey: name) == nil else { throw ValidationError("\(name) is given twice.") }
    }
  }

  /// Values outside of what songs have, told one a line; the model takes them as they are.
  var remarks: [String] {
    AudioFeature.allCases.compactMap { feature in
      guard let value = values[feature.name], !feature.plausibleRange.contains(value) else { return nil }
      let unit = feature.unit.map { " \($0)" } ?? ""
      let (low, high) = (feature.range.lowerBound, feature.range.upperBound)
      return
        "\(feature.name) is \(value.formatted())\(unit); songs have \(low.formatted()) to \(high.formatted())\(unit)."
    }
  }

  /// One row with what is given and what follows from it.
  /// - Throws: `ValidationError` that names all features of the model that neither are given nor follow.
  func frame(for needed: [String]) throws -> DataFrame {
    var frame = DataFrame(
      columns: AudioFeature.names.map { Column(name: $0, doubles: [values[$0] ?? .nan]).eraseToAnyColumn() })
    for feature in EngineeredFeature.allCases { frame = frame.with(feature.column(from: frame)) }
    for (name, value) in values { frame = frame.with(Column(name: name, doubles: [value])) }
    var missing: [String] = []
    for name in needed where !frame.containsColumn(name) || frame.doubles(name).contains(where: \.isNaN) {
      missing += GivenFeatures.parts(of: name).filter { values[$0] == nil && !missing.contains($0) }
    }
    guard missing.isEmpty else {
      throw ValidationError("The model needs \(missing.joined(separator: ", ")) as well.")
    }
    return frame
  }

  /// What has to be given for a feature: an engineered one follows from audio features.
  private static func parts(of name: String) -> [String] {
    guard EngineeredFeature(rawValue: name) != nil else { return [name] }
    if name == EngineeredFeature.energySquared.name { return [AudioFeature.energy.name] }
    return AudioFeature.names.filter { name.contains($0) }
  }
}
