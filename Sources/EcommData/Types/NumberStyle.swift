/// The ways of writing numbers, in the order they are preferred in when a whole column fits several.
public enum NumberStyle: Int, Sendable, CaseIterable {
  /// `1234.5`, `1.2e3`
  case plain
  /// `1,234.5`
  case commaGroups
  /// `1234,5`
  case decimalComma
  /// `1.234,5`
  case dotGroups
  /// `1 234.5`, also with spaces that do not break
  case spaceGroups
  /// `1 234,5`
  case spaceGroupsDecimalComma
  /// `1'234.5`
  case apostropheGroups
  /// `1'234,5`
  case apostropheGroupsDecimalComma

  var decimalMark: UInt8 {
    switch self {
    case .plain, .commaGroups, .spaceGroups, .apostropheGroups: UInt8(ascii: ".")
    default: UInt8(ascii: ",")
    }
  }

  /// The length of the thousands separator at the start of `bytes`; 0 where there is none.
  @inline(__always)
  func separator(_ bytes: some Collection<UInt8>) -> Int {
    guard let first = bytes.first else { return 0 }
    switch self {
    case .plain, .decimalComma: return 0
    case .commaGroups: return first == UInt8(ascii: ",") ? 1 : 0
    case .dotGroups: return first == UInt8(ascii: ".") ? 1 : 0
    case .spaceGroups, .spaceGroupsDecimalComma:
      if first == UInt8(ascii: " ") { return 1 }
      return Self.prefix(bytes, [[0xC2, 0xA0], [0xE2, 0x80, 0xAF], [0xE2, 0x80, 0x89]])
    case .apostropheGroups, .apostropheGroupsDecimalComma:
      return first == UInt8(ascii: "'") ? 1 : Self.prefix(bytes, [[0xE2, 0x80, 0x99]])
    }
  }

  private static func prefix(_ bytes: some Collection<UInt8>, _ forms: [[UInt8]]) -> Int {
    guard bytes.first.map({ $0 >= 0xC2 }) ?? false else { return 0 }
    return forms.first { bytes.starts(with: $0) }?.count ?? 0
  }

  /// As it would stand in a sentence.
  var words: String {
    switch self {
    case .plain: "a decimal point (1234.5)"
    case .commaGroups: "commas between thousands (1,234.5)"
    case .decimalComma: "a decimal comma (1234,5)"
    case .dotGroups: "dots between thousands and a decimal comma (1.234,5)"
    case .spaceGroups: "spaces between thousands (1 234.5)"
    case .spaceGroupsDecimalComma: "spaces between thousands and a decimal comma (1 234,5)"
    case .apostropheGroups: "apostrophes between thousands (1'234.5)"
    case .apostropheGroupsDecimalComma:
      "apostrophes between thousands and a decimal comma (1'234,5)"
    }
  }
}

/// Signs and codes of money that may stand before or behind a number.
enum Currency {
  /// At most 64: a column keeps one bit for each.
  static let tokens: [[UInt8]] = [
    "$", "€", "£", "¥", "₹", "₽", "₴", "₺", "zł", "Kč", "kr", "Ft", "lei", "лв", "zl", "Fr.", "CHF",
    "PLN", "EUR", "USD", "GBP", "CZK", "HUF", "RON", "SEK", "NOK", "DKK", "UAH", "JPY", "CNY",
    "TRY",
    "BGN", "CAD", "AUD", "INR", "BRL", "MXN", "KRW", "ZAR", "ISK", "RSD", "HRK", "RUB", "NZD",
    "SGD",
    "HKD", "ILS", "AED", "R$",
  ].map { Array($0.utf8) }

  static let names: [String] = tokens.map { String(decoding: $0, as: UTF8.self) }

  /// Two names for one money count as one.
  private static let same = [
    "zł": "PLN", "zl": "PLN", "€": "EUR", "£": "GBP", "Kč": "CZK", "Ft": "HUF",
    "lei": "RON", "лв": "BGN", "₹": "INR", "₺": "TRY", "₴": "UAH", "₽": "RUB", "Fr.": "CHF",
    "R$": "BRL", "$": "USD",
  ]

  static let bits: [UInt64] = names.map { name in
    1 << UInt64(names.firstIndex(of: same[name] ?? name) ?? 0)
  }

  private static let firstBytes = bytes(tokens.map { $0[0] })
  private static let lastBytes = bytes(tokens.map { $0[$0.count - 1] })

  private static func bytes(_ bytes: [UInt8]) -> [Bool] {
    var set = [Bool](repeating: false, count: 256)
    for byte in bytes { set[Int(byte)] = true }
    return set
  }

  static func leading(_ text: UnsafeBufferPointer<UInt8>) -> (length: Int, bit: UInt64)? {
    guard let first = text.first, firstBytes[Int(first)] else { return nil }
    return longest { text.starts(with: $0) }
  }

  static func trailing(_ text: UnsafeBufferPointer<UInt8>) -> (length: Int, bit: UInt64)? {
    guard let last = text.last, lastBytes[Int(last)] else { return nil }
    return longest { text.suffix($0.count).elementsEqual($0) }
  }

  private static func longest(_ fits: ([UInt8]) -> Bool) -> (length: Int, bit: UInt64)? {
    var best: (length: Int, bit: UInt64)?
    for (token, bit) in zip(tokens, bits) where token.count > best?.length ?? 0 && fits(token) {
      best = (token.count, bit)
    }
    return best
  }
}
