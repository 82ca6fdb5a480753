/// Does some work and gives its result and how long it took, in seconds.
///
/// The time is nil when the run is to give the same bytes every time (`SOURCE_DATE_EPOCH` is set), which a time that is
/// shown would spoil.
public func timed<Result>(_ work: () throws -> Result) rethrows -> (result: Result, seconds: Double?) {
  let start = ContinuousClock.now
  let result = try work()
  let time = start.duration(to: .now).components
  let seconds = Double(time.seconds) + Double(time.attoseconds) * 1e-18
  return (result, Session.current.settings?.sourceDate == nil ? seconds : nil)
}

/// Does some work and gives its result, how long it took, in seconds, and the most memory that the process held
/// meanwhile, in bytes.
///
/// Both are nil when the run is to give the same bytes every time (`SOURCE_DATE_EPOCH` is set). Works that are measured
/// at the same time each get the memory of all.
public func measured<Result>(
  _ work: () throws -> Result
) rethrows -> (result: Result, seconds: Double?, peakMemory: Int?) {
  let (done, bytes) = try PeakMemory.during { try timed(work) }
  return (done.result, done.seconds, done.seconds == nil ? nil : bytes)
}
