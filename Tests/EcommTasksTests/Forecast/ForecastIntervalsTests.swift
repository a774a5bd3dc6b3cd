import EcommBase
import EcommData
import EcommLearn
import EcommTestKit
import Testing

@testable import EcommTasks

@Suite struct ForecastIntervalsTests {
  private func errors(_ origins: Int, _ steps: Int, seed: UInt64 = 1) -> [[Double]] {
    var random = SeededRandom(seed: seed)
    return (0..<origins).map { _ in (0..<steps).map { Double($0 + 1) * random.normal() } }
  }

  @Test func widenWithTheDistance() {
    let intervals = ForecastIntervals(errors: errors(40, 14), level: 0.8)
    let widths = (0..<30).map { intervals.halfWidth($0) }
    #expect(zip(widths, widths.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(widths[13] > 3 * widths[0])
    #expect(isClose(widths[27], widths[13] * 2.0.squareRoot(), within: 1e-12))
  }

  /// Errors of new origins lie inside as often as promised.
  @Test(arguments: [0.8, 0.95]) func holdWhatTheyPromise(_ level: Double) throws {
    let intervals = ForecastIntervals(errors: errors(60, 7), level: level)
    let new = errors(400, 7, seed: 2)
    let inside = new.flatMap { row in
      row.enumerated().map { abs($1) <= intervals.halfWidth($0) }
    }
    let share = Double(inside.count { $0 }) / Double(inside.count)
    #expect(abs(share - level) < 0.04)
    let told = try #require(IntervalScore([errors(60, 7)], level: level))
    #expect(abs(told.coverage - level) < 0.04)
    #expect(told.width > 0 && told.pinball > 0 && told.pinball < told.width / 2)
  }
}
