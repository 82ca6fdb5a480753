import Synchronization

extension Timestamp {
  /// Where the clock of a ``Timestamp`` stands: UTC, an offset from it, or a zone of the IANA database, whose offset
  /// changes with the seasons.
  public struct Zone: BitwiseCopyable, Sendable, Hashable, CustomStringConvertible {
    /// Seconds east of Greenwich from -64,800 to 64,800, or a number made from a zone's name.
    let code: Int32

    /// No zone is known: the clock of wherever the data are from.
    static let none = Zone(code: .min)

    init(code: Int32) { self.code = code }

    /// Coordinated universal time.
    public static let utc = Zone(code: 0)

    /// Hours (and minutes) east of Greenwich, negative in the west.
    /// - Precondition: within 18 hours.
    public static func offset(hours: Int, minutes: Int = 0) -> Zone {
      let seconds = hours * 3600 + (hours < 0 ? -minutes : minutes) * 60
      guard abs(seconds) <= 64_800 else { FrameMistake.stop("A time zone is within 18 hours of UTC, not \(hours).") }
      return Zone(code: Int32(seconds))
    }

    /// A zone of the IANA database, such as `America/New_York`. Its rules are read from the system's files (Debian's
    /// package `tzdata`).
    /// - Throws: ``UnknownZone`` when the system has no such zone.
    public static func named(_ name: String) throws(UnknownZone) -> Zone {
      if ["UTC", "Z", "GMT", "Etc/UTC"].contains(name) { return utc }
      guard let zone = ZoneRegistry.zone(name) else { throw UnknownZone(name: name) }
      return zone
    }

    private var isOffset: Bool { abs(Int(code)) <= 64_800 }

    /// Seconds east of Greenwich at an instant.
    func offset(at seconds: Int) -> Int {
      if isOffset { return Int(code) }
      return self == .none ? 0 : ZoneRegistry.rules(self)?.offset(at: seconds) ?? 0
    }

    /// Seconds east of Greenwich for a time on the clock there.
    func offset(ofLocal seconds: Int) -> Int {
      if isOffset { return Int(code) }
      return self == .none ? 0 : ZoneRegistry.rules(self)?.offset(ofLocal: seconds) ?? 0
    }

    /// `UTC`, `+05:30` or the zone's name.
    public var description: String {
      if code == 0 { return "UTC" }
      if isOffset { return Zone.text(offset: Int(code)) }
      return self == .none ? "no zone" : ZoneRegistry.name(self) ?? "unknown zone"
    }

    /// `+05:30`
    static func text(offset seconds: Int) -> String {
      let (hours, minutes) = (abs(seconds) / 3600, abs(seconds) / 60 % 60)
      return (seconds < 0 ? "-" : "+") + DateText.padded(hours, 2) + ":" + DateText.padded(minutes, 2)
    }
  }

  /// The system has no zone of this name.
  public struct UnknownZone: Error, Sendable, CustomStringConvertible {
    /// What was asked for.
    public var name: String
    /// Which zone was not found and what zones are called.
    public var description: String {
      "There is no time zone \"\(name)\". Zones are called as in the IANA database, such as \"Europe/Berlin\"; their "
        + "rules are in Debian's package tzdata."
    }
  }
}

/// The zones that are in use, by a number made from their names: the same in every process, so that stored columns keep
/// their zones.
private enum ZoneRegistry {
  private struct Entry: Sendable {
    var name: String
    var rules: ZoneFile
  }

  private static let entries = Mutex<[Int32: Entry]>([:])

  /// FNV-1a, moved out of the numbers that are offsets.
  private static func code(_ name: String) -> Int32 {
    var hash: UInt32 = 2_166_136_261
    for byte in name.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int32(hash & 0x3FFF_FFFF) + 1_000_000
  }

  static func zone(_ name: String) -> Timestamp.Zone? {
    let code = code(name)
    return entries.withLock { entries in
      if entries[code]?.name == name { return Timestamp.Zone(code: code) }
      guard entries[code] == nil, let rules = ZoneFile(named: name) else { return nil }
      entries[code] = Entry(name: name, rules: rules)
      return Timestamp.Zone(code: code)
    }
  }

  private static func entry(_ zone: Timestamp.Zone) -> Entry? {
    if let known = entries.withLock({ $0[zone.code] }) { return known }
    // A column from another process: its zone is looked for by its number among the system's.
    guard let file = try? FileBytes(path: "/usr/share/zoneinfo/tzdata.zi") else { return nil }
    let text = String(decoding: file.buffer, as: UTF8.self)
    withExtendedLifetime(file) {}
    for line in text.split(separator: "\n") where line.hasPrefix("Z ") || line.hasPrefix("L ") {
      let words = line.split(separator: " ")
      let name = String(words[line.hasPrefix("Z ") ? 1 : words.count - 1])
      if code(name) == zone.code, Self.zone(name) != nil { return entries.withLock { $0[zone.code] } }
    }
    return nil
  }

  static func name(_ zone: Timestamp.Zone) -> String? { entry(zone)?.name }
  static func rules(_ zone: Timestamp.Zone) -> ZoneFile? { entry(zone)?.rules }
}
