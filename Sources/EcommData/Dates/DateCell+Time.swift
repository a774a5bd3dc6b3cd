extension DateCell {
  /// `17:45`, `17:45:12`, `17:45:12.345`, `5:45 PM`, each with a zone behind it: microseconds.
  mutating func timeOfDay() -> Int64? {
    guard var hour = number(1...2), skip(UInt8(ascii: ":")), let minute = number(2...2)
    else { return nil }
    var second = 0
    var fraction: Int64 = 0
    if skip(UInt8(ascii: ":")) {
      guard let value = number(2...2) else { return nil }
      second = value
      if skip(UInt8(ascii: ".")) || skip(UInt8(ascii: ",")) {
        guard let value = fractionOfSecond() else { return nil }
        fraction = value
      }
    }
    guard let half = halfOfDay(hour) else { return nil }
    hour = half
    guard let offset = zone(), position == bytes.count, hour < 24, minute < 60, second <= 60
    else { return nil }
    return Int64((hour * 60 + minute - offset) * 60 + second) * Timestamp.second + fraction
  }

  /// The hour of 0...23 where AM or PM follows; the hour itself where nothing does.
  private mutating func halfOfDay(_ hour: Int) -> Int? {
    let start = position
    _ = skip(UInt8(ascii: " "))
    guard position + 2 == bytes.count, bytes[position + 1] | 32 == UInt8(ascii: "m") else {
      position = start
      return hour
    }
    let letter = bytes[position] | 32
    guard letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p"), (1...12).contains(hour)
    else { return nil }
    position += 2
    return hour % 12 + (letter == UInt8(ascii: "p") ? 12 : 0)
  }

  /// Digits beyond the sixth are dropped.
  private mutating func fractionOfSecond() -> Int64? {
    let start = position
    var value: Int64 = 0
    while position < bytes.count, bytes[position] &- 48 < 10 {
      if position - start < 6 { value = value * 10 + Int64(bytes[position] &- 48) }
      position += 1
    }
    guard position > start else { return nil }
    for _ in 0..<max(0, 6 - (position - start)) { value *= 10 }
    return value
  }

  /// Minutes ahead of UTC; 0 where no zone is given.
  private mutating func zone() -> Int? {
    if position == bytes.count { return 0 }
    if skip(UInt8(ascii: "Z")) || skip(UInt8(ascii: "z")) { return 0 }
    let start = position
    if skip(UInt8(ascii: " ")) {
      if bytes[position...].elementsEqual("UTC".utf8)
        || bytes[position...].elementsEqual("GMT".utf8)
      {
        position = bytes.count
        return 0
      }
    }
    let isBehind = skip(UInt8(ascii: "-"))
    guard isBehind || skip(UInt8(ascii: "+")) else {
      position = start
      return nil
    }
    guard let hours = number(2...2, of: 2) else { return nil }
    _ = skip(UInt8(ascii: ":"))
    let minutes = position == bytes.count ? 0 : number(2...2)
    guard let minutes, hours <= 18, minutes < 60 else { return nil }
    return (hours * 60 + minutes) * (isBehind ? -1 : 1)
  }
}
