/// The kinds of customers planted in transactions.csv.
public enum CustomerKind: String, Sendable, CaseIterable {
  /// Buy every few weeks, up to the end.
  case champions
  /// Come back every other month.
  case loyal
  /// Bought first in the last six weeks.
  case new
  /// Came often, and have stayed away for five months.
  case atRisk
  /// Bought once, more than four months ago.
  case lost
  /// Seldom, but by the box.
  case wholesale
}

/// How a kind of customer buys.
struct CustomerHabit {
  let kind: CustomerKind
  /// Part of all customers.
  let share: Double
  /// One visit to the shop in as many days, though not all end in an invoice; 0 for those who have
  /// days of their own.
  let period: Int
  /// Day of the year after which they buy no more.
  let lastDay: Int
  /// Lines of an invoice.
  let lines: ClosedRange<Int>
  let quantities: [Int]
  /// Invoices to be expected, for the number of customers that fills the file.
  let invoices: Double

  static let all = [
    CustomerHabit(
      kind: .champions, share: 0.08, period: 11, lastDay: .max, lines: 2...5,
      quantities: [4, 6, 8, 10, 12, 16, 24], invoices: 19),
    CustomerHabit(
      kind: .loyal, share: 0.22, period: 33, lastDay: .max, lines: 2...4,
      quantities: [2, 3, 4, 6, 6, 8, 12], invoices: 6.6),
    CustomerHabit(
      kind: .new, share: 0.15, period: 0, lastDay: .max, lines: 1...4,
      quantities: [1, 2, 2, 3, 4, 6], invoices: 1.4),
    CustomerHabit(
      kind: .atRisk, share: 0.18, period: 19, lastDay: 220, lines: 2...4,
      quantities: [2, 3, 4, 6, 8, 12], invoices: 6),
    CustomerHabit(
      kind: .lost, share: 0.35, period: 0, lastDay: .max, lines: 1...4,
      quantities: [1, 1, 2, 2, 3, 4], invoices: 1),
    CustomerHabit(
      kind: .wholesale, share: 0.02, period: 26, lastDay: .max, lines: 3...7,
      quantities: [48, 60, 72, 96, 144, 200], invoices: 8.4),
  ]

  /// Of those who give no customer number.
  static let passerBy = CustomerHabit(
    kind: .lost, share: 0, period: 0, lastDay: .max, lines: 1...5,
    quantities: [1, 1, 2, 2, 3, 6], invoices: 0)

  var meanLines: Double { Double(lines.lowerBound + lines.upperBound) / 2 }
}
