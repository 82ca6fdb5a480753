extension AxisGuide {
  /// Months or days with the year below the first of each year.
  static func dateLabels(_ values: [Double]) -> [[String]] {
    let dates = values.map { CivilTime(secondsSince1970: $0) }
    if dates.allSatisfy({ $0.month == 1 && $0.day == 1 && $0.hour == 0 && $0.minute == 0 && $0.second == 0 }) {
      return dates.map { ["\($0.year)"] }
    }
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let hasTimes = dates.contains { $0.hour != 0 || $0.minute != 0 || $0.second != 0 }
    let hasSeconds = dates.contains { $0.second != 0 }
    var shown: String?
    return dates.map { date in
      let name = CivilTime.monthNames[date.month - 1]
      let top: String
      let below: String
      if hasTimes {
        top = "\(two(date.hour)):\(two(date.minute))" + (hasSeconds ? ":\(two(date.second))" : "")
        below = "\(date.day) \(name) \(date.year)"
      } else if dates.allSatisfy({ $0.day == 1 }) {
        (top, below) = (name, "\(date.year)")
      } else {
        (top, below) = ("\(date.day) \(name)", "\(date.year)")
      }
      defer { shown = below }
      return shown == below ? [top] : [top, below]
    }
  }
}
