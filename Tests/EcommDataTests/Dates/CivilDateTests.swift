import EcommBase
import Testing

@testable import EcommData

@Suite struct CivilDateTests {
  /// Day after day against a calendar that only counts.
  @Test func countsLikeACalendar() {
    var (year, month, day) = (1899, 12, 31)
    var weekday = 7
    for number in -25_568...60_000 {
      let date = CivilDate(days: number)
      #expect(date.year == year && date.month == month && date.day == day)
      #expect(date.days == number && date.weekday == weekday)
      weekday = weekday % 7 + 1
      day += 1
      if day > CivilDate.length(ofMonth: month, year: year) {
        (month, day) = (month % 12 + 1, 1)
        if month == 1 { year += 1 }
      }
    }
  }

  @Test(arguments: [
    ("2024-12-30", 2025, 1), ("2021-01-03", 2020, 53), ("2020-12-31", 2020, 53),
    ("2023-01-01", 2022, 52), ("2024-01-01", 2024, 1), ("2026-11-21", 2026, 47),
  ])
  func isoWeeks(text: String, year: Int, week: Int) throws {
    let date = try #require(Self.date(text))
    #expect(date.isoWeek == (year, week))
  }

  @Test func impossibleDaysAreNone() {
    #expect(CivilDate(year: 2023, month: 2, day: 29) == nil)
    #expect(CivilDate(year: 1900, month: 2, day: 29) == nil)
    #expect(CivilDate(year: 2000, month: 2, day: 29) != nil)
    #expect(CivilDate(year: 2000, month: 13, day: 1) == nil)
    #expect(CivilDate(year: 2000, month: 4, day: 31) == nil)
    #expect(CivilDate(year: .max, month: 1, day: 1) == nil)
  }

  @Test(arguments: [Int64.min, .max, .min + 1, -1, 0])
  func everyMomentHasADate(microseconds: Int64) {
    let moment = Timestamp(microseconds: microseconds)
    #expect((0..<Timestamp.day).contains(moment.microsecondsOfDay))
    #expect(!moment.description.isEmpty)
    #expect(
      Timestamp(date: CivilDate(days: Int(microseconds))).microseconds.signum()
        == microseconds.signum())
    #expect(moment.date.adding(days: Int(microseconds)).month <= 12)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func writtenMomentsReadBack(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<2000 {
      let seconds = Int64(random.below(250_000_000_000)) - 62_000_000_000
      let moment = Timestamp(
        microseconds: seconds * 1_000_000 + Int64(random.below(2) * random.below(1_000_000)))
      #expect(Self.read(moment.isoBytes(.second), .yearDash) == moment.microseconds)
      #expect(
        Self.read(moment.isoBytes(.day), .yearDash) == Timestamp(date: moment.date).microseconds)
    }
  }

  @Test(arguments: [
    ("DD.MM.YYYY", DateLayout.dayDot), ("%d/%m/%Y %H:%M:%S", .daySlash),
    ("MM/DD/YYYY", .monthSlash),
    ("yyyy-mm-dd", .yearDash), ("%Y%m%d", .compact), ("DD Mon YYYY", .named), ("%s", .epochSeconds),
    ("milliseconds", .epochMilliseconds),
  ])
  func patternsNameLayouts(pattern: String, layout: DateLayout) {
    #expect(DateLayout(pattern: pattern) == layout)
  }

  @Test func otherPatternsAreNone() {
    #expect(DateLayout(pattern: "DD of YYYY") == nil)
    #expect(DateLayout(pattern: "") == nil)
  }

  /// Every text of these bytes is a date or none, without a trap.
  @Test func rubbishIsNoDate() {
    var random = SeededRandom(seed: 9)
    let bytes = Array("0123456789-/.:TZ +apmJn".utf8)
    for _ in 0..<20_000 {
      let text = (0..<random.below(24)).map { _ in bytes[random.below(bytes.count)] }
      for layout in DateLayout.allCases {
        guard let value = Self.read(text, layout) else { continue }
        #expect((1...9999).contains(Timestamp(microseconds: value - 86_400_000_000).date.year + 1))
      }
    }
  }

  static func read(_ text: [UInt8], _ layout: DateLayout) -> Int64? {
    text.withUnsafeBufferPointer { DateCell.microseconds($0, layout) }
  }

  static func date(_ text: String) -> CivilDate? {
    read(Array(text.utf8), .yearDash).map { Timestamp(microseconds: $0).date }
  }
}
