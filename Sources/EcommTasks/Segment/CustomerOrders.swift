import EcommData

/// The orders of all customers, each customer's together and in the order of time.
struct CustomerOrders: Sendable {
  struct Order: Sendable {
    let time: Int64
    let amount: Double
    let items: Double
  }

  let orders: [Order]
  /// Orders of customer c are `starts[c]..<starts[c + 1]`.
  let starts: [Int]

  /// - Parameter places: of the ledger's customers, in the order wanted.
  init(_ ledger: CustomerLedger, places: [Int]) {
    var rank = [Int](repeating: -1, count: ledger.customers.count)
    for (index, place) in places.enumerated() { rank[place] = index }
    var counts = [Int](repeating: 0, count: places.count + 1)
    for order in ledger.orders where rank[Int(order.customer)] >= 0 {
      counts[rank[Int(order.customer)] + 1] += 1
    }
    for index in places.indices { counts[index + 1] += counts[index] }
    starts = counts
    var next = counts
    var sorted = [Order](
      repeating: Order(time: 0, amount: 0, items: 0), count: counts.last ?? 0)
    for order in ledger.orders {
      let own = rank[Int(order.customer)]
      guard own >= 0 else { continue }
      sorted[next[own]] = Order(time: order.time, amount: order.amount, items: order.items)
      next[own] += 1
    }
    for index in places.indices {
      sorted[counts[index]..<counts[index + 1]].sort { ($0.time, $0.amount) < ($1.time, $1.amount) }
    }
    orders = sorted
  }

  subscript(customer: Int) -> ArraySlice<Order> { orders[starts[customer]..<starts[customer + 1]] }

  var count: Int { starts.count - 1 }
}
