import EcommBase

/// Reads one row of JSON straight into numbers, without a document between.
///
/// It takes only what is common: known fields, plain numbers, texts without escapes. Anything else, and all
/// that is wrong, it leaves to `RowForm`, which reads the same bytes again and names every fault.
/// Invariant: a row that is taken has the values that `RowForm` would give it. Cost: a few nanoseconds a
/// byte, no allocation.
struct RowScanner: Sendable {
  private let fields: [FormField]
  /// UTF-8 of the names, and of the categories of each.
  private let names: [[UInt8]]
  private let categories: [[[UInt8]]]
  private let isWanted: UInt64

  private static let mostFields = 64
  private static let mostCategories = 256

  /// Nil for forms of other fields than numbers, flags and categories, or too many of them.
  init?(_ form: RowForm) {
    fields = form.fields
    guard fields.count <= Self.mostFields, !fields.isEmpty else { return nil }
    names = fields.map { Array($0.name.utf8) }
    categories = fields.map { field in
      if case .category(let levels) = field.kind { levels.map { Array($0.utf8) } } else { [] }
    }
    for (field, levels) in zip(fields, categories) {
      guard field.kind != .date, field.kind != .text, levels.count <= Self.mostCategories else {
        return nil
      }
    }
    isWanted = form.fields.enumerated().reduce(0) { wanted, field in
      field.element.isOptional ? wanted : wanted | 1 << UInt64(field.offset)
    }
  }

  var count: Int { fields.count }

  /// Numbers, places of categories, not-a-number for null. False where the row has to be read otherwise.
  func read(_ bytes: [UInt8], into values: UnsafeMutableBufferPointer<Double>) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      var cursor = Cursor(bytes: buffer)
      return read(&cursor, values)
    }
  }

  private func read(_ cursor: inout Cursor, _ values: UnsafeMutableBufferPointer<Double>) -> Bool {
    for place in values.indices { values[place] = .nan }
    cursor.skipSpace()
    guard cursor.take(UInt8(ascii: "{")) else { return false }
    var seen: UInt64 = 0
    var next = 0
    while true {
      cursor.skipSpace()
      guard let name = cursor.text() else { return false }
      guard let field = field(cursor.bytes, name, from: next) else { return false }
      let bit: UInt64 = 1 << UInt64(field)
      guard seen & bit == 0 else { return false }
      seen |= bit
      next = field + 1 < fields.count ? field + 1 : 0
      cursor.skipSpace()
      guard cursor.take(UInt8(ascii: ":")) else { return false }
      cursor.skipSpace()
      guard let value = value(&cursor, field) else { return false }
      values[field] = value
      cursor.skipSpace()
      if cursor.take(UInt8(ascii: ",")) { continue }
      guard cursor.take(UInt8(ascii: "}")) else { return false }
      cursor.skipSpace()
      return cursor.isAtEnd && seen & isWanted == isWanted
    }
  }

  /// Rows come mostly in the form's order, so the next field is tried first.
  private func field(
    _ bytes: UnsafeBufferPointer<UInt8>, _ name: Range<Int>, from next: Int
  ) -> Int? {
    if Self.areEqual(bytes, name, names[next]) { return next }
    return names.firstIndex { Self.areEqual(bytes, name, $0) }
  }

  private static func areEqual(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ text: [UInt8]
  ) -> Bool {
    guard range.count == text.count else { return false }
    var at = range.lowerBound
    for byte in text {
      if bytes[at] != byte { return false }
      at += 1
    }
    return true
  }

  private func value(_ cursor: inout Cursor, _ place: Int) -> Double? {
    let field = fields[place]
    if cursor.peek == UInt8(ascii: "n") {
      return field.mayBeNull && cursor.word("null") ? .nan : nil
    }
    switch field.kind {
    case .boolean:
      return cursor.word("true") ? 1 : cursor.word("false") ? 0 : nil
    case .category:
      guard let text = cursor.peek == UInt8(ascii: "\"") ? cursor.text() : cursor.digits() else {
        return nil
      }
      return categories[place].firstIndex { Self.areEqual(cursor.bytes, text, $0) }.map(Double.init)
    case .number, .integer:
      guard let number = cursor.number() else { return nil }
      if field.kind == .integer, number != number.rounded() { return nil }
      if let accepted = field.accepted, !accepted.contains(number) { return nil }
      if let limits = field.limits, !limits.contains(number) { return nil }
      return number
    case .date, .text: return nil
    }
  }
}

/// A place in a JSON text. Every question moves on only where the answer is there.
private struct Cursor {
  let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { at == bytes.count }

  /// The byte here; 0 at the end, which no JSON has outside of texts.
  var peek: UInt8 { at < bytes.count ? bytes[at] : 0 }

  mutating func skipSpace() {
    while at < bytes.count, bytes[at] == 32 || bytes[at] == 10 || bytes[at] == 13 || bytes[at] == 9
    {
      at += 1
    }
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte, at < bytes.count else { return false }
    at += 1
    return true
  }

  mutating func word(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard bytes.count - at >= count else { return false }
    for place in 0..<count where bytes[at + place] != word.utf8Start[place] { return false }
    at += count
    return true
  }

  /// What stands between quotes: ASCII without escapes.
  mutating func text() -> Range<Int>? {
    guard peek == UInt8(ascii: "\""), at < bytes.count else { return nil }
    var end = at + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
      guard bytes[end] >= 32, bytes[end] < 128, bytes[end] != UInt8(ascii: "\\") else { return nil }
      end += 1
    }
    guard end < bytes.count else { return nil }
    defer { at = end + 1 }
    return at + 1..<end
  }

  /// A whole number as it stands, without a sign.
  mutating func digits() -> Range<Int>? {
    var end = at
    while end < bytes.count, bytes[end] &- 48 < 10 { end += 1 }
    guard end > at, end - at == 1 || bytes[at] != 48, end - at <= 18, isBehindNumber(end) else {
      return nil
    }
    defer { at = end }
    return at..<end
  }

  private func isBehindNumber(_ place: Int) -> Bool {
    guard place < bytes.count else { return false }
    switch bytes[place] {
    case UInt8(ascii: ","), UInt8(ascii: "}"), 32, 10, 13, 9: return true
    default: return false
    }
  }

  /// Up to 15 digits and no exponent: both the digits and the power of ten are exact as doubles, and so one
  /// division rounds correctly (W. D. Clinger, 1990).
  mutating func number() -> Double? {
    var place = at
    let isNegative = peek == UInt8(ascii: "-")
    if isNegative { place += 1 }
    let first = place
    var digits = 0
    var count = 0
    while place < bytes.count, bytes[place] &- 48 < 10 {
      digits = digits &* 10 &+ Int(bytes[place] &- 48)
      count += 1
      place += 1
      if count > 15 { return nil }
    }
    guard count > 0, count == 1 || bytes[first] != 48 else { return nil }
    var decimals = 0
    if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
      place += 1
      while place < bytes.count, bytes[place] &- 48 < 10 {
        digits = digits &* 10 &+ Int(bytes[place] &- 48)
        count += 1
        decimals += 1
        place += 1
        if count > 15 { return nil }
      }
      if decimals == 0 { return nil }
    }
    guard isBehindNumber(place), !(isNegative && digits == 0) else { return nil }
    at = place
    let size = decimals == 0 ? Double(digits) : Double(digits) / Self.powers[decimals]
    return isNegative ? -size : size
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]
}
