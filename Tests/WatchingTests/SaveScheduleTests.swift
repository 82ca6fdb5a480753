import Testing

@testable import Watching

/// Saves in, runs out, without a clock.
@Suite struct SaveScheduleTests {
  private let start = ContinuousClock.now

  private func at(_ milliseconds: Int) -> SaveSchedule.Instant { start + .milliseconds(milliseconds) }

  private let empty = SaveSchedule(settling: .milliseconds(30), patience: .seconds(1))

  @Test func nothingHappensWithoutASave() {
    var schedule = empty
    #expect(schedule.next(at: at(0)) == .wait(until: nil))
  }

  @Test func severalStepsOfOneSaveAreOneRun() {
    var schedule = empty
    for step in [0, 10, 25] { schedule.saved(at: at(step), cancels: true) }
    #expect(schedule.next(at: at(26)) == .wait(until: at(55)))
    #expect(schedule.next(at: at(55)) == .start)
    #expect(schedule.next(at: at(56)) == .wait(until: nil))
    schedule.ended()
    #expect(schedule.next(at: at(900)) == .wait(until: nil))
  }

  @Test func aFileThatNeverSettlesIsNotWaitedForForEver() {
    var schedule = empty
    for step in stride(from: 0, through: 995, by: 5) { schedule.saved(at: at(step), cancels: true) }
    #expect(schedule.next(at: at(996)) == .wait(until: at(1000)))
    #expect(schedule.next(at: at(1000)) == .start)
  }

  @Test func aSaveDuringARunCancelsItOnceAndTheNewestRuns() {
    var schedule = empty
    schedule.saved(at: at(0), cancels: true)
    #expect(schedule.next(at: at(30)) == .start)
    schedule.saved(at: at(100), cancels: true)
    #expect(schedule.next(at: at(110)) == .wait(until: at(130)))
    #expect(schedule.next(at: at(130)) == .cancel)
    #expect(schedule.next(at: at(131)) == .wait(until: nil))
    schedule.saved(at: at(140), cancels: true)
    #expect(schedule.next(at: at(200)) == .wait(until: nil))
    schedule.ended()
    #expect(schedule.next(at: at(210)) == .start)
    schedule.ended()
    #expect(schedule.next(at: at(300)) == .wait(until: nil))
  }

  @Test func whatTheAnalysisReadsLetsTheRunFinish() {
    var schedule = empty
    schedule.saved(at: at(0), cancels: true)
    #expect(schedule.next(at: at(30)) == .start)
    schedule.saved(at: at(50), cancels: false)
    #expect(schedule.next(at: at(100)) == .wait(until: nil))
    schedule.ended()
    #expect(schedule.next(at: at(101)) == .start)
    // A text saved meanwhile does cancel.
    schedule.saved(at: at(150), cancels: false)
    schedule.saved(at: at(160), cancels: true)
    #expect(schedule.next(at: at(200)) == .cancel)
  }
}
