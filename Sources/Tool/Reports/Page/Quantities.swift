/// `323,651`.
func grouped(_ number: Int) -> String {
  let digits = String(number.magnitude)
  var result = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
    result.append(digit)
  }
  return number < 0 ? "−" + result : result
}

/// `1 row`, `323,651 rows`.
func counted(_ number: Int, _ one: String, _ many: String) -> String {
  number == 1 ? "1 \(one)" : "\(grouped(number)) \(many)"
}

/// A number of bytes in decimal units: `640 bytes`, `13.5 MB`.
func byteCount(_ bytes: Int) -> String {
  if bytes < 1000 { return counted(bytes, "byte", "bytes") }
  var value = Double(bytes)
  for unit in ["kB", "MB", "GB", "TB"] {
    value /= 1000
    if value < 999.5 || unit == "TB" { return "\(decimals(value, value < 99.95 ? 1 : 0)) \(unit)" }
  }
  return counted(bytes, "byte", "bytes")
}

/// Seconds as a person says them: `4 ms`, `0.32 s`, `1.8 s`, `2 min 5 s`.
func duration(_ seconds: Double) -> String {
  if seconds < 0.0995 { return "\(decimals(seconds * 1000, seconds < 0.00095 ? 1 : 0)) ms" }
  if seconds < 0.995 { return "\(decimals(seconds, 2)) s" }
  if seconds < 59.95 { return "\(decimals(seconds, 1)) s" }
  let whole = Int(seconds.rounded())
  return whole < 3600 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole % 3600 / 60) min"
}

private func decimals(_ value: Double, _ places: Int) -> String {
  if places == 0 { return grouped(Int(value.rounded())) }
  let scale = places == 1 ? 10 : 100
  let scaled = Int((value * Double(scale)).rounded())
  let fraction = String(scaled % scale)
  let zeros = String(repeating: "0", count: places - fraction.count)
  return grouped(scaled / scale) + "." + zeros + fraction
}

/// `22 November 2026, 17:04 UTC` for `2026-11-22T17:04:03Z`; anything else as it stands.
func readableDate(_ text: String) -> String {
  let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  let halves = text.split(separator: "T")
  let date = halves.first?.split(separator: "-").compactMap { Int($0) } ?? []
  guard halves.count == 2, date.count == 3, (1...12).contains(date[1]), text.hasSuffix("Z") else { return text }
  return "\(date[2]) \(months[date[1] - 1]) \(date[0]), \(halves[1].prefix(5)) UTC"
}
