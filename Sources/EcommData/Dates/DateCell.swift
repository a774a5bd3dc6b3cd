/// Reads the text of one date, to microseconds since 1970.
///
/// Strict: every byte must belong, days must exist (31.02. is no date), years run from 1 to 9999, and
/// a second of 60 counts as the next minute. About 10 ns a cell for the ISO forms.
struct DateCell {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Nil where `bytes` is no date of this layout.
  @inline(__always)
  static func microseconds(
    _ bytes: UnsafeBufferPointer<UInt8>, _ layout: DateLayout
  ) -> Int64? {
    if layout == .yearDash, let value = ISOTimestamp.microseconds(bytes) { return value }
    var cell = DateCell(bytes)
    return cell.read(layout)
  }

  private mutating func read(_ layout: DateLayout) -> Int64? {
    switch layout {
    case .yearDash: return yearFirst(UInt8(ascii: "-"))
    case .yearSlash: return yearFirst(UInt8(ascii: "/"))
    case .yearDot: return yearFirst(UInt8(ascii: "."))
    case .dayDot: return yearLast(UInt8(ascii: "."), monthFirst: false)
    case .dayDash: return yearLast(UInt8(ascii: "-"), monthFirst: false)
    case .monthDash: return yearLast(UInt8(ascii: "-"), monthFirst: true)
    case .monthSlash: return yearLast(UInt8(ascii: "/"), monthFirst: true)
    case .daySlash: return yearLast(UInt8(ascii: "/"), monthFirst: false)
    case .named: return named()
    case .compact: return compact()
    case .epochSeconds: return epoch(200_000_000..<4_100_000_000, scale: 1_000_000)
    case .epochMilliseconds: return epoch(200_000_000_000..<4_100_000_000_000, scale: 1000)
    }
  }

  private mutating func yearFirst(_ separator: UInt8) -> Int64? {
    guard let year = number(4...4), skip(separator), let month = number(1...2), skip(separator),
      let day = number(1...2)
    else { return nil }
    return moment(year, month, day)
  }

  private mutating func yearLast(_ separator: UInt8, monthFirst: Bool) -> Int64? {
    guard let first = number(1...2), skip(separator), let second = number(1...2),
      skip(separator), let year = number(4...4)
    else { return nil }
    return monthFirst ? moment(year, first, second) : moment(year, second, first)
  }

  private mutating func compact() -> Int64? {
    guard let year = number(4...4, of: 4), let month = number(2...2, of: 2),
      let day = number(2...2),
      (1900...2100).contains(year)
    else { return nil }
    return moment(year, month, day)
  }

  private mutating func epoch(_ range: Range<Int64>, scale: Int64) -> Int64? {
    guard let value = number(9...13), position == bytes.count, range.contains(Int64(value))
    else { return nil }
    return Int64(value) * scale
  }

  /// `9 Mar 2025`, `9-Mar-2025`, `Mar 9, 2025`, `March 9 2025`.
  private mutating func named() -> Int64? {
    if let day = number(1...2) {
      guard skipAny(" -/.,"), let month = monthName(), skipAny(" -/.,"), let year = number(4...4)
      else { return nil }
      return moment(year, month, day)
    }
    guard let month = monthName(), skipAny(" ."), let day = number(1...2), skipAny(", "),
      let year = number(4...4)
    else { return nil }
    return moment(year, month, day)
  }

  private mutating func monthName() -> Int? {
    let start = position
    while position < bytes.count, (bytes[position] | 32) &- 97 < 26 { position += 1 }
    let word = bytes[start..<position]
    guard word.count >= 3 else { return nil }
    return Self.months.firstIndex { name in
      (word.count == 3 || word.count == name.count || (word.count == 4 && name[0] == 115))
        && word.count <= name.count && zip(word, name).allSatisfy { $0 | 32 == $1 }
    }.map { $0 + 1 }
  }

  private static let months: [[UInt8]] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ].map { Array($0.utf8) }

  /// The date with what may follow it: a time of day and a zone.
  private mutating func moment(_ year: Int, _ month: Int, _ day: Int) -> Int64? {
    guard year >= 1, (1...12).contains(month), day >= 1,
      day <= CivilDate.length(ofMonth: month, year: year)
    else { return nil }
    let midnight = Int64(CivilDate.days(year: year, month: month, day: day)) * Timestamp.day
    if position == bytes.count { return midnight }
    guard skip(UInt8(ascii: " ")) || skip(UInt8(ascii: "T")) || skip(UInt8(ascii: "t")),
      let time = timeOfDay()
    else { return nil }
    return midnight + time
  }
}

extension DateCell {
  /// A run of digits of a length within `lengths`; at most `most` of them are taken.
  mutating func number(_ lengths: ClosedRange<Int>, of most: Int = 18) -> Int? {
    let start = position
    var value = 0
    while position < bytes.count, position - start < most, bytes[position] &- 48 < 10 {
      value = value &* 10 &+ Int(bytes[position] &- 48)
      position += 1
    }
    return lengths.contains(position - start) ? value : nil
  }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  /// One or more of `characters`.
  mutating func skipAny(_ characters: StaticString) -> Bool {
    let start = position
    characters.withUTF8Buffer { set in
      while position < bytes.count, set.contains(bytes[position]) { position += 1 }
    }
    return position > start
  }
}
