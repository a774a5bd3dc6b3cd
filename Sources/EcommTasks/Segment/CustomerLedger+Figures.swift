import EcommBase
import EcommData

extension CustomerLedger {
  /// The end of the observation: what was asked for, or the last purchase.
  var lastTime: Int64? {
    rules.end ?? customers.lazy.filter { $0.first <= $0.last }.map(\.last).max()
  }

  /// The moment the figures are of: a day after the last purchase, or the end of the day asked for.
  var asOf: Timestamp? {
    lastTime.map { last in
      let (moment, isBeyond) = last.addingReportingOverflow(rules.end == nil ? Timestamp.day : 1)
      return Timestamp(microseconds: isBeyond ? last : moment)
    }
  }

  /// Places of those who bought something, in the order of their names: numbers by size, then texts.
  func buyers() -> [Int] {
    let own = customers.indices.filter { customers[$0].first <= customers[$0].last }
    let numbers = own.map { Int64(names[$0]) }
    return own.indices.sorted { a, b in
      switch (numbers[a], numbers[b]) {
      case (let x?, let y?): x < y
      case (.some, nil): true
      case (nil, .some): false
      case (nil, nil): names[own[a]].precedesInUTF8(names[own[b]])
      }
    }.map { own[$0] }
  }

  func figures(_ places: [Int], _ orders: CustomerOrders) -> Customers {
    let asOf = asOf ?? Timestamp(microseconds: 0)
    let end = Timestamp(microseconds: lastTime ?? 0).dayNumber
    var columns: [CustomerFigure: [Double]] = [:]
    func fill(_ figure: CustomerFigure, _ value: (Int) -> Double) {
      columns[figure] = places.indices.map(value)
    }
    fill(.recency) { Self.days(from: customers[places[$0]].last, to: asOf) }
    fill(.tenure) { Self.days(from: customers[places[$0]].first, to: asOf) }
    fill(.frequency) { Double(orders[$0].count) }
    let monetary = places.map { place in
      let own = customers[place]
      return rules.netsReturns ? max(0, own.bought - own.returned) : own.bought
    }
    columns[.monetary] = monetary
    fill(.averageOrderValue) { monetary[$0] / Double(max(1, orders[$0].count)) }
    fill(.itemsPerOrder) { row in
      orders[row].reduce(0) { $0 + $1.items } / Double(max(1, orders[row].count))
    }
    fill(.shareReturned) { row in
      let own = customers[places[row]]
      return min(1, own.returned / own.bought)
    }
    if self.columns.product != nil, countsProducts {
      fill(.products) { Double(customers[places[$0]].products) }
    }
    addGaps(orders, &columns)
    addDays(orders, end: end, &columns)
    return Customers(
      names: places.map { names[$0] }, figures: columns.mapValues { $0.map(Self.rounded) },
      countries: countries(places), asOf: asOf)
  }

  /// To a millionth: sums of prices end in digits that nobody paid. The table of customers holds the same
  /// numbers, so that it says the same as the purchases.
  private static func rounded(_ value: Double) -> Double {
    value.magnitude < 1e9 ? (value * 1e6).rounded() / 1e6 : value
  }

  static func days(from time: Int64, to moment: Timestamp) -> Double {
    let (span, isBeyond) = moment.microseconds.subtractingReportingOverflow(time)
    return isBeyond ? 0 : Double(max(0, span / Timestamp.day))
  }

  private func addGaps(_ orders: CustomerOrders, _ columns: inout [CustomerFigure: [Double]]) {
    var means = [Double](repeating: .nan, count: orders.count)
    var spreads = means
    for row in 0..<orders.count {
      let times = orders[row].map { Double($0.time) / Double(Timestamp.day) }
      guard times.count > 1 else { continue }
      let gaps = zip(times.dropFirst(), times).map { $0 - $1 }
      let mean = gaps.reduce(0, +) / Double(gaps.count)
      means[row] = mean
      guard gaps.count > 1 else { continue }
      let squares = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      spreads[row] = (squares / Double(gaps.count - 1)).squareRoot()
    }
    columns[.meanGap] = means
    columns[.gapSpread] = spreads
  }

  private func addDays(
    _ orders: CustomerOrders, end: Int, _ columns: inout [CustomerFigure: [Double]]
  ) {
    let days = (0..<orders.count).map { BuyingDays(orders[$0], end: end) }
    columns[.repeats] = days.map { Double($0.repeats) }
    columns[.repeatValue] = days.map(\.repeatValue)
    columns[.lastRepeat] = days.map(\.lastRepeat)
    columns[.age] = days.map(\.age)
  }

  private func countries(_ places: [Int]) -> [String?] {
    guard columns.country != nil else { return [] }
    return places.map { countryNames[customers[$0].country] }
  }
}
