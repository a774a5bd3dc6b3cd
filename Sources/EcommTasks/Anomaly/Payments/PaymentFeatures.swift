import EcommBase
import EcommData
import Glibc

/// What can be counted about a payment the moment it is made: how busy its card, account, device and address
/// were, who else uses them, how its amount and country fit what the account did before.
///
/// Point in time: a payment is told by those before it in the file's time (of equal times, by the order of
/// rows) and by itself, never by later ones. A file is all the history there is: to judge a day's payments
/// give the weeks before it along. One pass in the order of time; each name costs some words.
struct PaymentFeatures {
  /// The table with the features behind its columns.
  static func adding(
    _ columns: PaymentColumns, to table: Table, _ notes: inout [String]
  ) throws -> Table {
    var pass = try PaymentFeatures(columns, table)
    pass.run()
    let features = pass.columns.map { Column($0.name, .numbers($0.values)) }
    let told = columns.named.map(\.column).joined(separator: ", ")
    notes.append(
      "payments: \(features.count) columns made of \(told), each from earlier rows only (--no-events)"
    )
    if let twice = features.first(where: { table[$0.name] != nil }) {
      throw PreparationError.twice(twice.name, step: "payments")
    }
    return Table(table.columns + features, rowCount: table.rowCount)
  }

  private let times: [Int64]
  private let users: [Int32]?
  private let cards: [Int32]?
  private let devices: [Int32]?
  private let addresses: [Int32]?
  private let signUps: [Int64]?
  private let amounts: [Double]?
  private let countries: [Int32]?
  private let named: PaymentColumns
  private var columns: [(name: String, values: [Double])] = []

  private init(_ named: PaymentColumns, _ table: Table) throws {
    func column(_ name: String) throws -> ColumnValues {
      guard let column = table[name] else {
        throw ColumnError.needed(name, nearest: Nearest.match(name, in: table.names))
      }
      return column.values
    }
    func codes(_ name: String?) throws -> [Int32]? {
      try name.map { Schema.categories(try column($0)).codes }
    }
    func moments(_ name: String) throws -> [Int64] {
      let values = try column(name)
      guard case .dates(let moments) = values else {
        throw ColumnError.wrongType(name, type: values.type, expected: ["date"])
      }
      return moments
    }
    self.named = named
    times = try moments(named.time)
    users = try codes(named.user)
    cards = try codes(named.card)
    devices = try codes(named.device)
    addresses = try codes(named.address)
    signUps = try named.signUp.map(moments)
    amounts = try named.amount.map { try column($0).doubles ?? [] }
    countries = try codes(named.country)
  }

  private mutating func run() {
    let order = times.indices.filter { times[$0] != ColumnValues.missingInteger }
      .sorted { (times[$0], $0) < (times[$1], $1) }
    addHour()
    addAge()
    for (name, codes) in [
      (named.card, cards), (named.user, users), (named.device, devices), (named.address, addresses),
    ] {
      if let name, let codes { addVelocity(name, codes, order) }
    }
    for (holder, holders) in [(named.device, devices), (named.address, addresses)] {
      for (guest, guests) in [(named.user, users), (named.card, cards)] {
        if let holder, let holders, let guest, let guests {
          addSharing(guest, guests, of: holder, holders, order)
        }
      }
    }
    if let users, let user = named.user {
      for (name, codes) in [(named.device, devices), (named.address, addresses)] {
        if let name, let codes { addNovelty(name, codes, to: user, users, order) }
      }
    }
    addAmount(order)
    addCountry(order)
  }

  private mutating func add(_ name: String, _ values: [Double]) { columns.append((name, values)) }

  private var unknown: [Double] { [Double](repeating: .nan, count: times.count) }

  private mutating func addHour() {
    add(
      "hour of \(named.time)",
      times.map {
        $0 == ColumnValues.missingInteger ? .nan : Double(Timestamp(microseconds: $0).hour)
      })
  }

  private mutating func addAge() {
    guard let signUps, let name = named.signUp else { return }
    let seconds = zip(times, signUps).map { time, signUp -> Double in
      let isKnown = time != ColumnValues.missingInteger && signUp != ColumnValues.missingInteger
      return isKnown ? (Double(time) - Double(signUp)) / Double(Timestamp.second) : .nan
    }
    add("seconds from \(name) to \(named.time)", seconds)
  }

  /// Payments of the same name in the hour and the day before, this one among them.
  private mutating func addVelocity(_ name: String, _ codes: [Int32], _ order: [Int]) {
    let spans: [(words: String, length: Int64)] = [
      ("an hour", 3600 * Timestamp.second), ("a day", 86_400 * Timestamp.second),
    ]
    for span in spans {
      var recent: [Int32: ArraySlice<Int64>] = [:]
      var counts = unknown
      for row in order where codes[row] >= 0 {
        var own = recent.removeValue(forKey: codes[row]) ?? []
        own.append(times[row])
        while let first = own.first, times[row] - first > span.length { own.removeFirst() }
        counts[row] = Double(own.count)
        recent[codes[row]] = own
      }
      add("payments of \(name) within \(span.words)", counts)
    }
  }

  /// How many different guests a device or an address has had so far, this one among them.
  private mutating func addSharing(
    _ guest: String, _ guests: [Int32], of holder: String, _ holders: [Int32], _ order: [Int]
  ) {
    var seen: [Int32: Set<Int32>] = [:]
    var counts = unknown
    for row in order where holders[row] >= 0 && guests[row] >= 0 {
      seen[holders[row], default: []].insert(guests[row])
      counts[row] = Double(seen[holders[row]]?.count ?? 0)
    }
    add("\(guest) so far on one \(holder)", counts)
  }

  /// Whether an account that has paid before uses something for the first time; 0 for its first payment.
  private mutating func addNovelty(
    _ name: String, _ codes: [Int32], to user: String, _ users: [Int32], _ order: [Int]
  ) {
    var seen: [Int32: Set<Int32>] = [:]
    var isNew = unknown
    for row in order where codes[row] >= 0 && users[row] >= 0 {
      let (inserted, _) = seen[users[row], default: []].insert(codes[row])
      isNew[row] = inserted && (seen[users[row]]?.count ?? 0) > 1 ? 1 : 0
    }
    add("new \(name) of a known \(user)", isNew)
  }

  /// How many times the account's usual amount: the mean of its logarithms so far, drawn toward that of all
  /// payments so far as if these were two of its own.
  private mutating func addAmount(_ order: [Int]) {
    guard let amounts, let amount = named.amount, let users else { return }
    var own: [Int32: (sum: Double, count: Double)] = [:]
    var all = (sum: 0.0, count: 0.0)
    var times = unknown
    for row in order where amounts[row].isFinite && users[row] >= 0 {
      let size = log1p(min(max(0, amounts[row]), 1e100))
      let mean = all.count > 0 ? all.sum / all.count : size
      let past = own[users[row]] ?? (0, 0)
      times[row] = exp(min(size - (past.sum + 2 * mean) / (past.count + 2), 200))
      own[users[row]] = (past.sum + size, past.count + 1)
      all = (all.sum + size, all.count + 1)
    }
    add("times the usual \(amount)", times)
  }

  /// The share of the account's earlier payments that came from another country; 0 for its first one.
  private mutating func addCountry(_ order: [Int]) {
    guard let countries, let country = named.country, let users else { return }
    var seen: [Int32: [Int32: Int]] = [:]
    var shares = unknown
    for row in order where countries[row] >= 0 && users[row] >= 0 {
      let past = seen[users[row]] ?? [:]
      let total = past.values.reduce(0, +)
      let same = past[countries[row]] ?? 0
      shares[row] = total == 0 ? 0 : 1 - Double(same) / Double(total)
      seen[users[row], default: [:]][countries[row], default: 0] += 1
    }
    add("other than the usual \(country)", shares)
  }
}
