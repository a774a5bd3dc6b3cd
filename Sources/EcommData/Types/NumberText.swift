import EcommBase

/// A number in any of the styles, with money or percent signs around it.
struct NumberText {
  /// What is left without sign and affixes.
  let core: UnsafeBufferPointer<UInt8>
  let isNegative: Bool
  let hasPlus: Bool
  let currency: UInt64
  let isPercent: Bool

  /// Nil where the text cannot be a number.
  init?(_ cell: UnsafeBufferPointer<UInt8>) {
    var text = cell.trimmed
    var currency: UInt64 = 0
    var isPercent = false
    var sign = Self.takeSign(&text)
    if let first = text.first, !Self.isNumeric(first) {
      guard let token = Currency.leading(text) else { return nil }
      text = UnsafeBufferPointer(rebasing: text[token.length...]).withoutSpaces
      currency = token.bit
      if sign == 0 { sign = Self.takeSign(&text) }
    }
    if text.last == UInt8(ascii: "%") {
      text = UnsafeBufferPointer(rebasing: text.dropLast()).withoutSpaces
      isPercent = true
    } else if currency == 0, let last = text.last, !Self.isNumeric(last),
      let token = Currency.trailing(text)
    {
      text = UnsafeBufferPointer(rebasing: text.dropLast(token.length)).withoutSpaces
      currency = token.bit
    }
    guard let first = text.first, let last = text.last, Self.isNumeric(first), Self.isNumeric(last)
    else { return nil }
    core = text
    isNegative = sign < 0
    hasPlus = sign > 0
    self.currency = currency
    self.isPercent = isPercent
  }

  private static func isNumeric(_ byte: UInt8) -> Bool {
    byte &- 48 < 10 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
  }

  /// -1, 0 or 1. A minus may be the typographic one.
  private static func takeSign(_ text: inout UnsafeBufferPointer<UInt8>) -> Int {
    if text.first == UInt8(ascii: "-") {
      text = UnsafeBufferPointer(rebasing: text.dropFirst())
      return -1
    }
    if text.first == UInt8(ascii: "+") {
      text = UnsafeBufferPointer(rebasing: text.dropFirst())
      return 1
    }
    guard text.starts(with: [0xE2, 0x88, 0x92]) else { return 0 }
    text = UnsafeBufferPointer(rebasing: text.dropFirst(3))
    return -1
  }

  var hasAffix: Bool { currency != 0 || isPercent }

  /// Digits only, whatever they mean.
  var isDigits: Bool { core.allSatisfy { $0 &- 48 < 10 } }

  var hasLeadingZero: Bool { core.count > 1 && core[0] == 48 && core[1] &- 48 < 10 }
}

extension UnsafeBufferPointer<UInt8> {
  /// `trimmed`, and of spaces that do not break too.
  fileprivate var withoutSpaces: UnsafeBufferPointer<UInt8> {
    var text = trimmed
    while text.starts(with: [0xC2, 0xA0]) {
      text = UnsafeBufferPointer(rebasing: text[2...]).trimmed
    }
    while text.suffix(2).elementsEqual([0xC2, 0xA0]) {
      text = UnsafeBufferPointer(rebasing: text.dropLast(2)).trimmed
    }
    return text
  }
}

extension NumberText {
  /// The digits of a number and where its point is.
  struct Parts {
    var mantissa: UInt64 = 0
    /// Leading zeros do not count.
    var digits = 0
    var exponent = 0
    var isWhole = true
    /// Of the whole part, without the zeros it ends in.
    var significant = 0
  }

  /// Nil where the core is no number of this style.
  func value(_ style: NumberStyle) -> Double? {
    guard let parts = parts(style) else { return nil }
    let exact = parts.digits <= 19 ? Decimal.double(parts.mantissa, exponent: parts.exponent) : nil
    let value = exact ?? slowly(style)
    guard value.isFinite else { return nil }
    // A whole number has no negative zero, however the column is read.
    return isNegative && !(parts.isWhole && value == 0) ? -value : value
  }

  func parts(_ style: NumberStyle) -> Parts? {
    var parts = Parts()
    var rest = core[...]
    guard let wholeDigits = takeWhole(&rest, style, &parts) else { return nil }
    if rest.first == style.decimalMark {
      rest = rest.dropFirst()
      let before = rest.count
      while let digit = rest.first.map({ $0 &- 48 }), digit < 10 {
        parts.add(digit)
        parts.exponent -= 1
        rest = rest.dropFirst()
      }
      guard wholeDigits > 0 || before > rest.count else { return nil }
      parts.isWhole = false
    }
    guard wholeDigits > 0 || !parts.isWhole else { return nil }
    if style == .plain, let letter = rest.first, letter | 32 == UInt8(ascii: "e") {
      guard let exponent = Self.exponent(rest.dropFirst()) else { return nil }
      parts.exponent += exponent
      parts.isWhole = false
      return parts
    }
    return rest.isEmpty ? parts : nil
  }

  /// How many digits the whole part has. Either no separators or one before every three digits.
  private func takeWhole(
    _ rest: inout Slice<UnsafeBufferPointer<UInt8>>, _ style: NumberStyle, _ parts: inout Parts
  ) -> Int? {
    var digits = 0
    var sinceSeparator = 0
    var groups = 0
    while let byte = rest.first {
      if byte &- 48 < 10 {
        parts.add(byte &- 48)
        digits += 1
        sinceSeparator += 1
        if byte != 48 { parts.significant = digits }
        rest = rest.dropFirst()
        continue
      }
      let separator = style.separator(rest)
      guard separator > 0 else { break }
      let fits = groups == 0 ? (1...3).contains(digits) && core[0] != 48 : sinceSeparator == 3
      guard fits else { return nil }
      groups += 1
      sinceSeparator = 0
      rest = rest.dropFirst(separator)
    }
    return groups == 0 || sinceSeparator == 3 ? digits : nil
  }

  private static func exponent(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var digits = text
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
    guard !digits.isEmpty else { return nil }
    var value = 0
    for byte in digits {
      guard byte &- 48 < 10 else { return nil }
      value = min(value * 10 + Int(byte &- 48), 100_000)
    }
    return isNegative ? -value : value
  }

  /// By the C library, from the same number in plain style.
  private func slowly(_ style: NumberStyle) -> Double {
    let kept = core.filter { $0 &- 48 < 10 || $0 == style.decimalMark || "eE+-".utf8.contains($0) }
    let plain = kept.map { $0 == style.decimalMark ? UInt8(ascii: ".") : $0 }
    return plain.withUnsafeBufferPointer { Decimal.slowly($0) }
  }
}

extension NumberText.Parts {
  @inline(__always)
  fileprivate mutating func add(_ digit: UInt8) {
    mantissa = mantissa &* 10 &+ UInt64(digit)
    if digits > 0 || digit != 0 { digits += 1 }
  }
}
