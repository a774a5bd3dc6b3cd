import EcommBase
import Testing

@testable import EcommLearn

@Suite struct ExpectedDaysTests {
  /// Sales with a week, a slow rise and noise.
  static func sales(_ count: Int, seed: UInt64 = 4) -> [Double] {
    var random = SeededRandom(seed: seed)
    let week = [1.2, 1.1, 1.0, 1.0, 0.9, 0.7, 0.5]
    return (0..<count).map { day in
      let level = 1000 + Double(day)
      let noise = 1 + 0.1 * random.normal()
      return level * week[day % 7] * noise
    }
  }

  static func judge(
    _ values: [Double], calendar: [Int]? = nil, isOnline: Bool = false
  ) throws -> [DayJudgement] {
    var parameters = DayParameters()
    parameters.isOnline = isOnline
    return try ExpectedDays(
      values, firstWeekday: 0,
      calendar: calendar ?? [Int](repeating: -1, count: values.count), parameters: parameters
    ).judgements
  }

  @Test(arguments: [false, true]) func wildDaysStandOut(isOnline: Bool) throws {
    var values = Self.sales(300)
    values[150] *= 2.5
    values[200] *= 0.3
    values[201] = 0
    let found = try Self.judge(values, isOnline: isOnline)
    let strange = found.indices.filter { abs(found[$0].score) > 4.5 }
    #expect(strange == [150, 200, 201])
    #expect(found[150].score > 0 && found[200].score < 0)
    #expect(isClose(found[150].expected, to: values[150] / 2.5, within: 0.25))
  }

  private func isClose(_ a: Double, to b: Double, within share: Double) -> Bool {
    abs(a - b) <= share * b
  }

  /// What comes later changes nothing of a day that was judged online.
  @Test func onlineNeverLooksAhead() throws {
    var values = Self.sales(160)
    values[90] *= 4
    let calendar = values.indices.map { $0 % 70 == 20 ? 3 : -1 }
    let whole = try Self.judge(values, calendar: calendar, isOnline: true)
    // What comes late and is of another kind changes nothing before it either.
    var odd = values
    odd[140] = -50
    for day in 150..<160 { odd[day] = 0 }
    let other = try Self.judge(odd, calendar: calendar, isOnline: true)
    #expect(Array(other[..<140]) == Array(whole[..<140]))
    for end in [40, 91, 120] {
      let part = try Self.judge(
        Array(values[..<end]), calendar: Array(calendar[..<end]), isOnline: true)
      #expect(part == Array(whole[..<end]))
    }
  }

  @Test func daysOfTheCalendarAreHeldAgainstEachOther() throws {
    var values = Self.sales(900)
    var calendar = [Int](repeating: -1, count: 900)
    for day in [100, 465, 830] {
      values[day] *= 2.4
      calendar[day] = 0
    }
    let found = try Self.judge(values, calendar: calendar)
    #expect([100, 465, 830].allSatisfy { abs(found[$0].score) < 4.5 })
    let online = try Self.judge(values, calendar: calendar, isOnline: true)
    #expect(online[100].status == .firstOfItsKind && online[100].score == 0)
    #expect(online[465].status == .judged && abs(online[465].score) < 4.5)
  }

  @Test func oddSeriesEndInNumbers() throws {
    let series: [[Double]] = [
      [], [5], [Double](repeating: 7, count: 60), [Double](repeating: 0, count: 60),
      (0..<60).map { $0 % 9 == 0 ? 40 : 0 }, (0..<60).map { Double($0) - 30 },
      (0..<60).map { $0 == 30 ? 1e300 : 5 }, (0..<60).map { $0 == 30 ? .nan : 5 },
      [Double](repeating: .nan, count: 60),
    ]
    for values in series {
      for isOnline in [false, true] {
        let found = try Self.judge(values, isOnline: isOnline)
        #expect(found.count == values.count && found.allSatisfy { $0.score.isFinite })
      }
    }
    #expect(throws: OutlierError.self) {
      var parameters = DayParameters()
      parameters.window = 3
      try parameters.validate()
    }
  }

  @Test func aShiftIsFoundWhereItBegins() throws {
    var values = Self.sales(400)
    for day in 200..<400 { values[day] *= 1.6 }
    let found = try ExpectedDays(
      values, firstWeekday: 0, calendar: [Int](repeating: -1, count: 400),
      parameters: DayParameters())
    let shifts = LevelShift.all(found.levelled, deviation: 0.1, span: 56)
    #expect(shifts.count == 1)
    #expect(shifts.allSatisfy { abs($0.day - 200) <= 7 && $0.score > 0 })
    let plain = try ExpectedDays(
      Self.sales(400), firstWeekday: 0, calendar: [Int](repeating: -1, count: 400),
      parameters: DayParameters())
    #expect(LevelShift.all(plain.levelled, deviation: 0.1, span: 56).isEmpty)
  }

  @Test(arguments: DayView.allCases) func viewsFlagTheWildest(view: DayView) throws {
    var values = Self.sales(200)
    values[120] *= 8
    let others = values.indices.map { $0 == 120 }
    let flags = try view.flagged(values, isOnline: false, like: others, seed: 1)
    #expect(flags[120])
    let online = try view.flagged(values, isOnline: true, like: others, seed: 1)
    let part = try view.flagged(
      Array(values[..<150]), isOnline: true, like: Array(others[..<150]), seed: 1)
    #expect(Array(online[..<150]) == part)
  }
}
