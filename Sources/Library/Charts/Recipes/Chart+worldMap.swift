public import Frames

extension Chart {
  /// A number for each country as a colour on a map of equal areas; land without a number is hatched.
  ///
  /// - Parameters:
  ///   - countries: English names or ISO 3166 codes. Names that are not on the map are told in a warning.
  ///   - values: As many numbers; rows of one country add up.
  ///   - classes: How numbers are sorted into colours.
  ///   - world: The countries; those that Songbook ships when nil.
  /// - Throws: ``World/Failure``, or `InstalledData.Missing`, when the borders cannot be read.
  public static func worldMap(
    _ countries: PlottableColumn, _ values: PlottableColumn, classes: ColorClasses.Rule = .automatic,
    world: World? = nil
  ) throws -> Chart {
    let names = countries.numbers.indices.map { countries.name(at: $0) ?? "" }
    let layer = WorldMapLayer(
      world: try world ?? World.installed(), label: values.label, names: names, values: values.numbers, rule: classes)
    return Chart(layer)
  }

  /// One column of a frame by the countries of another.
  public static func worldMap(
    _ frame: DataFrame, country: String, value: String, classes: ColorClasses.Rule = .automatic
  ) throws -> Chart {
    try worldMap(PlottableColumn(names: frame[country]), PlottableColumn(frame[value]), classes: classes)
  }
}
