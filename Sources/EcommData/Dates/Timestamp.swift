/// A moment as columns hold it: microseconds since 1970-01-01 00:00, of the wall clock or of UTC.
public struct Timestamp: Sendable, Hashable, Comparable {
  public var microseconds: Int64

  public static let second: Int64 = 1_000_000
  public static let day: Int64 = 86_400 * second

  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// Midnight at the beginning of `date`; beyond 290,000 years from now, the last moment there is.
  public init(date: CivilDate) {
    let (product, isBeyond) = Int64(date.days).multipliedReportingOverflow(by: Self.day)
    microseconds = isBeyond ? (date.days < 0 ? .min : .max) : product
  }

  /// The day since 1970-01-01 that this moment falls on.
  public var dayNumber: Int {
    let days = microseconds / Self.day
    return Int(microseconds % Self.day < 0 ? days - 1 : days)
  }

  public var date: CivilDate { CivilDate(days: dayNumber) }

  /// Since midnight.
  public var microsecondsOfDay: Int64 {
    let rest = microseconds % Self.day
    return rest < 0 ? rest + Self.day : rest
  }

  public var hour: Int { Int(microsecondsOfDay / (3600 * Self.second)) }

  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.microseconds < b.microseconds }
}

extension Timestamp: CustomStringConvertible {
  /// How much of a moment is written.
  public enum Detail: Sendable {
    case day, second
  }

  /// `2025-03-09` at midnight, `2025-03-09T17:45:00` otherwise.
  public var description: String {
    String(decoding: isoBytes(microsecondsOfDay == 0 ? .day : .second), as: UTF8.self)
  }

  /// ISO 8601; a fraction of a second is written only where there is one.
  public func isoBytes(_ detail: Detail) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(26)
    appendISO(detail, to: &bytes)
    return bytes
  }

  public func appendISO(_ detail: Detail, to bytes: inout [UInt8]) {
    let date = date
    if date.year < 0 { bytes.append(UInt8(ascii: "-")) }
    Self.append(abs(date.year), width: 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    Self.append(date.month, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    Self.append(date.day, width: 2, to: &bytes)
    if detail == .second { appendTime(to: &bytes) }
  }

  private func appendTime(to bytes: inout [UInt8]) {
    let ofDay = Int(microsecondsOfDay)
    let seconds = ofDay / 1_000_000
    bytes.append(UInt8(ascii: "T"))
    Self.append(seconds / 3600, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    Self.append(seconds / 60 % 60, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    Self.append(seconds % 60, width: 2, to: &bytes)
    let fraction = ofDay % 1_000_000
    guard fraction > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    Self.append(fraction, width: 6, to: &bytes)
    while bytes.last == UInt8(ascii: "0") { bytes.removeLast() }
  }

  /// Padded with zeros; a longer number takes what it needs.
  private static func append(_ number: Int, width: Int, to bytes: inout [UInt8]) {
    var scale = width == 2 ? 10 : width == 4 ? 1000 : 100_000
    guard number < scale * 10 else { return bytes.append(contentsOf: String(number).utf8) }
    while scale > 0 {
      bytes.append(48 + UInt8(truncatingIfNeeded: number / scale % 10))
      scale /= 10
    }
  }
}
