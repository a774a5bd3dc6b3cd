/// The two commonest forms by words of eight bytes: `2025-03-09` and `2025-03-09 17:45:12`.
///
/// A word of digits is summed in three multiplications (D. Lemire's eight-digit parser); separators
/// are checked by one masked comparison. Anything else is left to `DateCell`.
enum ISOTimestamp {
  @inline(__always)
  static func microseconds(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard bytes.count == 19 || bytes.count == 10, let start = bytes.baseAddress else { return nil }
    guard let days = days(UnsafeRawPointer(start)) else { return nil }
    if bytes.count == 10 { return Int64(days) * Timestamp.day }
    guard let seconds = seconds(UnsafeRawPointer(start) + 10) else { return nil }
    return (Int64(days) * 86_400 + Int64(seconds)) * Timestamp.second
  }

  /// Ten bytes `YYYY-MM-DD`.
  @inline(__always)
  private static func days(_ text: UnsafeRawPointer) -> Int? {
    let head = UInt64(littleEndian: text.loadUnaligned(as: UInt64.self))
    let tail = UInt64(UInt16(littleEndian: (text + 8).loadUnaligned(as: UInt16.self)))
    guard head & 0xFF00_00FF_0000_0000 == 0x2D00_002D_0000_0000 else { return nil }
    let year = head & 0xFFFF_FFFF
    let month = head >> 40 & 0xFFFF
    let digits = year | month << 32 | tail << 48
    guard let value = eightDigits(digits) else { return nil }
    let day = Int(value % 100)
    let monthNumber = Int(value / 100 % 100)
    let yearNumber = Int(value / 10_000)
    guard yearNumber >= 1, monthNumber &- 1 < 12, monthNumber >= 1, day >= 1,
      day <= 28 || day <= CivilDate.length(ofMonth: monthNumber, year: yearNumber)
    else { return nil }
    return CivilDate.days(year: yearNumber, month: monthNumber, day: day)
  }

  /// Nine bytes ` HH:MM:SS` or `THH:MM:SS`.
  @inline(__always)
  private static func seconds(_ text: UnsafeRawPointer) -> Int? {
    let mark = text.load(as: UInt8.self)
    let word = UInt64(littleEndian: (text + 1).loadUnaligned(as: UInt64.self))
    guard mark == 32 || mark == 84, word & 0x0000_FF00_00FF_0000 == 0x0000_3A00_003A_0000
    else { return nil }
    let digits = word & 0xFFFF | (word >> 8) & 0xFFFF_0000 | (word >> 16) & 0xFFFF_0000_0000
    guard let value = eightDigits(digits | 0x3030_0000_0000_0000) else { return nil }
    let (hour, minute, second) = (value / 1_000_000, value / 10_000 % 100, value / 100 % 100)
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return Int(hour * 3600 + minute * 60 + second)
  }

  /// Eight ASCII digits, the first in the lowest byte.
  @inline(__always)
  static func eightDigits(_ word: UInt64) -> UInt64? {
    let values = word ^ 0x3030_3030_3030_3030
    guard
      (values &+ 0x7676_7676_7676_7676) & 0x8080_8080_8080_8080 | values & 0xF0F0_F0F0_F0F0_F0F0
        == 0
    else { return nil }
    let pairs = values &* 10 &+ values >> 8
    let mask: UInt64 = 0x0000_00FF_0000_00FF
    return
      ((pairs & mask) &* 0x000F_4240_0000_0064
      &+ ((pairs >> 16) & mask) &* 0x0000_2710_0000_0001) >> 32
  }
}
