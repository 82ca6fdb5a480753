import ArgumentParser
import Foundation
import Frames
import Genres
import Statistics

/// The features of a song as given on the command line: `danceability=0.7,loudness=-5`.
struct GivenFeatures {
  /// The values, by the features' proper names.
  private(set) var values: [String: Double] = [:]

  /// - Parameters:
  ///   - text: names in any letter case.
  ///   - known: the names that are accepted.
  /// - Throws: `ValidationError` for a value that is not a number, a name given twice, or an unknown name, with the
  ///   nearest names.
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

  /// A line for each value outside the range that songs have. The model takes such values as they are.
  var remarks: [String] {
    AudioFeature.allCases.compactMap { feature in
      guard let value = values[feature.name], !feature.plausibleRange.contains(value) else { return nil }
      let unit = feature.unit.map { " \($0)" } ?? ""
      let (low, high) = (feature.range.lowerBound, feature.range.upperBound)
      return
        "\(feature.name) is \(value.formatted())\(unit); songs have \(low.formatted()) to \(high.formatted())\(unit)."
    }
  }

  /// One row with the given features and those computed from them.
  /// - Parameter needed: the features that a model was trained on.
  /// - Throws: `ValidationError` with all needed features that are neither given nor computed.
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

  /// The audio features that a feature is computed from; the feature itself when it is not an engineered one.
  private static func parts(of name: String) -> [String] {
    guard EngineeredFeature(rawValue: name) != nil else { return [name] }
    if name == EngineeredFeature.energySquared.name { return [AudioFeature.energy.name] }
    return AudioFeature.names.filter { name.contains($0) }
  }
}
