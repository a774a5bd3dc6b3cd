import EcommData

/// What a series counts: an hour, a day, a week from Monday, a month. Periods are numbered without gaps, so that
/// the next one is always one more.
public enum Period: String, Sendable, CaseIterable {
  case hour, day, week, month

  /// The number of the period that a moment falls in.
  func index(_ microseconds: Int64) -> Int {
    let moment = Timestamp(microseconds: microseconds)
    switch self {
    case .hour: return moment.dayNumber * 24 + moment.hour
    case .day: return moment.dayNumber
    case .week: return Self.floored(moment.dayNumber + 3, 7)
    case .month: return moment.date.year * 12 + moment.date.month - 1
    }
  }

  /// The day it begins on, since 1970-01-01.
  func day(_ index: Int) -> Int {
    switch self {
    case .hour: return Self.floored(index, 24)
    case .day: return index
    case .week: return index * 7 - 3
    case .month:
      let year = Self.floored(index, 12)
      return CivilDate.days(year: year, month: index - year * 12 + 1, day: 1)
    }
  }

  /// Days since 1970-01-01 of its beginning, hours as fractions.
  func time(_ index: Int) -> Double {
    self == .hour ? Double(index) / 24 : Double(day(index))
  }

  /// `2025-11-02`, for hours `2025-11-02T13:00:00`.
  public func label(_ index: Int) -> String {
    guard self == .hour else { return CivilDate(days: day(index)).description }
    let microseconds = Int64(index) * 3600 * Timestamp.second
    return String(
      decoding: Timestamp(microseconds: microseconds).isoBytes(.second), as: UTF8.self)
  }

  /// Reads what `label` writes.
  public func index(label: String) -> Int? {
    guard let date = CivilDate(iso: String(label.prefix(10))) else { return nil }
    guard self == .hour else {
      let index = index(Timestamp(date: date).microseconds)
      return self.label(index) == label ? index : nil
    }
    let hour = label.count == 10 ? 0 : Int(label.dropFirst(11).prefix(2))
    guard let hour, (0..<24).contains(hour) else { return nil }
    return date.days * 24 + hour
  }

  /// Periods until the pattern begins again: the hours of a day, the days of a week, the rest by year.
  public var season: Int {
    switch self {
    case .hour: 24
    case .day: 7
    case .week: 52
    case .month: 12
    }
  }

  /// Of the weekdays, hours or months that `group` tells apart; none for weeks.
  public var groupNames: [String] {
    switch self {
    case .hour: (0..<24).map { "\($0):00" }
    case .day: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    case .week: []
    case .month:
      ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    }
  }

  /// `day`, `days`.
  public func noun(_ count: Int) -> String { rawValue + (count == 1 ? "" : "s") }

  /// How often the dates come: hourly, weekly and monthly figures stay what they are, all else is days.
  static func usual(_ moments: [Int64]) -> Period {
    let looked = moments.prefix(mostLookedAt)
    if isHourly(looked) { return .hour }
    let days = Set(looked.map { Timestamp(microseconds: $0).dayNumber }).sorted()
    let middle = middleGap(days)
    return middle >= 28 ? .month : middle >= 7 ? .week : .day
  }

  private static let mostLookedAt = 200_000

  private static func isHourly(_ moments: ArraySlice<Int64>) -> Bool {
    let hour = 3600 * Timestamp.second
    guard moments.allSatisfy({ $0 % hour == 0 }) else { return false }
    return middleGap(Set(moments.map { Int($0 / hour) }).sorted()) == 1
      && moments.contains { $0 % Timestamp.day != 0 }
  }

  /// Between neighbours; 1 where there are too few to tell.
  private static func middleGap(_ sorted: [Int]) -> Int {
    let gaps = zip(sorted.dropFirst(), sorted).map { $0 - $1 }.sorted()
    return gaps.count > 1 ? gaps[gaps.count / 2] : 1
  }

  private static func floored(_ value: Int, _ divisor: Int) -> Int {
    value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
  }
}

extension Period {
  /// Periods that errors are told by: the days of a week, the hours of a day, the months of a year.
  var groups: Int { self == .week ? 1 : season }

  /// Which of them a period is in; days from Monday.
  func group(_ index: Int) -> Int {
    let place = (self == .day ? index + 3 : index) % groups
    return place < 0 ? place + groups : place
  }
}
