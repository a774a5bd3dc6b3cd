/// One line of payments.csv.
struct ShopPayment {
  /// Since 1970-01-01.
  var second: Int
  var user: Int
  var signup: Int
  var card: UInt64
  var device: UInt64
  var address: UInt32
  var country: Int
  var cents: Int
  var items: Int
  var pattern: FraudPattern?

  static let countries = [
    "PL", "DE", "CZ", "UA", "SK", "LT", "FR", "GB", "RO", "BG", "NG", "BR", "VN",
  ]
}

/// The ways of cheating planted in payments.csv.
public enum FraudPattern: String, Sendable, CaseIterable {
  /// Many cards tried with small amounts from one device within minutes.
  case cardTesting
  /// An account made a moment ago buys for a lot.
  case newAccount
  /// A customer of long standing, but with another device, from abroad, for several times the usual.
  case takeover
  /// A handful of young accounts on one device, ordinary amounts, over two days.
  case ring
  /// A payment like any other, disputed afterwards: nothing tells it.
  case friendly
}
