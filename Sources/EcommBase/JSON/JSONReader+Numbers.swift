extension JSONReader {
  enum Number {
    case integer(Int)
    case double(Double)

    var json: JSON {
      switch self {
      case .integer(let value): .integer(value)
      case .double(let value): .number(value)
      }
    }
  }

  /// `-`? digits (`.` digits)? (`e` sign? digits)?, no leading zeros.
  mutating func number() throws(JSONError) -> Number {
    let start = position
    let isNegative = current == UInt8(ascii: "-")
    if isNegative { position += 1 }
    var digits: UInt64 = 0
    let whole = try wholeDigits(&digits)
    let fraction = try fractionDigits(&digits)
    let exponent = try exponent()
    guard let exponent = exponent ?? (fraction > 0 ? 0 : nil) else {
      if let value = integer(digits, count: whole, isNegative) { return .integer(value) }
      return .double(try double(digits, count: whole, exponent: 0, from: start, isNegative))
    }
    let shifted = exponent - fraction
    return .double(
      try double(digits, count: whole + fraction, exponent: shifted, from: start, isNegative))
  }

  private mutating func wholeDigits(_ digits: inout UInt64) throws(JSONError) -> Int {
    guard isDigit(current) else { throw error(.badNumber) }
    if current == 48 {
      position += 1
      if isDigit(current) { throw error(.badNumber) }
      return 0
    }
    return digitRun(&digits)
  }

  private mutating func fractionDigits(_ digits: inout UInt64) throws(JSONError) -> Int {
    guard current == UInt8(ascii: ".") else { return 0 }
    position += 1
    guard isDigit(current) else { throw error(.badNumber) }
    return digitRun(&digits)
  }

  /// Wraps round past 19 digits; the count tells.
  private mutating func digitRun(_ digits: inout UInt64) -> Int {
    let first = position
    var value = digits
    while let eight = eightDigits() {
      value = value &* 100_000_000 &+ eight
      position += 8
    }
    while isDigit(current) {
      value = value &* 10 &+ UInt64(current &- 48)
      position += 1
    }
    digits = value
    return position - first
  }

  /// The next eight bytes as a number, if all are digits: summed in pairs, then fours, then eights.
  private func eightDigits() -> UInt64? {
    guard position + 8 <= bytes.count else { return nil }
    let start = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + position)
    let word = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
    let low = word &- 0x3030_3030_3030_3030
    guard (word &+ 0x4646_4646_4646_4646 | low) & 0x8080_8080_8080_8080 == 0 else { return nil }
    let pairs = low &* 10 &+ low >> 8
    let fours = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let rest = (pairs >> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    return (fours &+ rest) >> 32
  }

  private mutating func exponent() throws(JSONError) -> Int? {
    guard current | 32 == UInt8(ascii: "e") else { return nil }
    position += 1
    let isNegative = current == UInt8(ascii: "-")
    if isNegative || current == UInt8(ascii: "+") { position += 1 }
    guard isDigit(current) else { throw error(.badNumber) }
    var value = 0
    while isDigit(current) {
      value = min(value * 10 + Int(current &- 48), 100_000)
      position += 1
    }
    return isNegative ? -value : value
  }

  private func integer(_ digits: UInt64, count: Int, _ isNegative: Bool) -> Int? {
    guard count <= 18, digits > 0 || !isNegative else { return nil }
    return isNegative ? -Int(digits) : Int(digits)
  }

  private func double(
    _ digits: UInt64, count: Int, exponent: Int, from start: Int, _ isNegative: Bool
  ) throws(JSONError) -> Double {
    if count <= 19, let value = Decimal.double(digits, exponent: exponent), value.isFinite {
      return isNegative ? -value : value
    }
    let value = Decimal.slowly(UnsafeBufferPointer(rebasing: bytes[start..<position]))
    guard value.isFinite else { throw error(.numberTooLarge) }
    return value
  }
}

/// The items of an array under way: whole numbers, then numbers, then anything.
struct PackedItems {
  private var integers: [Int] = []
  private var doubles: [Double] = []
  private var others: [JSON] = []

  mutating func append(_ number: JSONReader.Number) {
    if !others.isEmpty { return others.append(number.json) }
    switch number {
    case .integer(let value) where doubles.isEmpty: integers.append(value)
    case .integer(let value): doubles.append(Double(value))
    case .double(let value):
      loosenIntegers()
      doubles.append(value)
    }
  }

  mutating func append(_ value: JSON) {
    if others.isEmpty { others = integers.map(JSON.integer) + doubles.map(JSON.number) }
    others.append(value)
  }

  var json: JSON {
    if !others.isEmpty { return .array(others) }
    return doubles.isEmpty ? .integers(integers) : .numbers(doubles)
  }

  private mutating func loosenIntegers() {
    guard doubles.isEmpty, !integers.isEmpty else { return }
    doubles = integers.map(Double.init)
    integers = []
  }
}
