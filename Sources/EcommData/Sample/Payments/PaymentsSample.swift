import EcommBase

/// payments.csv: a quarter of payments, in the order of time, about 2 % of them fraud.
///
/// Truth: `fraudPatterns` gives the pattern of each row. Honest payments have a little of everything
/// that fraud has: shared devices, new accounts, travels, new devices, big amounts, several payments
/// in a row. `friendly` fraud looks like nothing, so that a perfect score would be a sign of a leak.
///
/// Memory: the payments of open episodes (a few for a thousand rows of a day).
public enum PaymentsSample {
  static let set = SampleSet(
    name: "payments", summary: "a quarter of payments with known fraud, for anomalies",
    fileName: "payments.csv", defaultRows: 10_000, generate: generate)

  /// Days since 1970-01-01.
  public static let firstDay = SampleCalendar.day(2025, 4, 1)
  public static let dayCount = 91

  /// For each row of the file, in order: how it cheats, nil for an honest one.
  public static func fraudPatterns(
    rows: Int? = nil, seed: UInt64 = Sample.defaultSeed
  ) -> [FraudPattern?] {
    let rows = max(0, rows ?? set.defaultRows)
    var stream = PaymentsStream(rows: rows, random: SeededRandom(seed: seed))
    return (0..<rows).map { _ in stream.next().pattern }
  }

  private static func generate(rows: Int, seed: UInt64, to out: inout SampleWriter) throws {
    out.literal(
      "payment_id,time,user_id,signup_time,card,device_id,ip,country,amount,items,is_fraud")
    try out.endRow()
    var stream = PaymentsStream(rows: rows, random: SeededRandom(seed: seed))
    for row in 0..<rows {
      out.integer(5_000_000 + row)
      out.comma()
      try write(stream.next(), &out)
    }
  }

  private static func write(_ payment: ShopPayment, _ out: inout SampleWriter) throws {
    out.moment(payment.second)
    out.comma()
    out.integer(PaymentsTown.id(payment.user))
    out.comma()
    out.moment(payment.signup)
    out.literal(",c")
    out.hex(payment.card, digits: 10)
    out.literal(",d")
    out.hex(payment.device, digits: 10)
    out.comma()
    writeAddress(payment.address, &out)
    out.comma()
    out.text(ShopPayment.countries[payment.country])
    out.comma()
    out.cents(payment.cents)
    out.comma()
    out.integer(payment.items)
    out.literal(payment.pattern == nil ? ",0" : ",1")
    try out.endRow()
  }

  private static func writeAddress(_ address: UInt32, _ out: inout SampleWriter) {
    for part in 0..<4 {
      if part > 0 { out.byte(".") }
      out.integer(Int(address >> UInt32(24 - 8 * part) & 255))
    }
  }
}
