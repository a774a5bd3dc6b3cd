import EcommData
import Testing

@Suite struct EventsSampleTests {
  @Test func `Events are in the order of time`() throws {
    let times = try MadeSample("events").records.map { $0[0] }
    #expect(times == times.sorted())
    #expect(times.first?.hasSuffix(" UTC") == true)
  }

  @Test func `A cart follows a view, a purchase follows a cart`() throws {
    var seen: Set<String> = []
    for record in try MadeSample("events").records {
      let key = record[7] + record[2]
      switch record[1] {
      case "view": seen.insert(key + "view")
      case "cart":
        #expect(seen.contains(key + "view"))
        seen.insert(key + "cart")
      default: #expect(seen.contains(key + "cart"))
      }
    }
  }

  @Test func `Sessions of a user do not overlap`() throws {
    var current: [String: String] = [:]
    var closed: Set<String> = []
    for record in try MadeSample("events").records {
      if let before = current[record[6]], before != record[7] { closed.insert(before) }
      #expect(!closed.contains(record[7]))
      current[record[6]] = record[7]
    }
  }

  @Test func `Who has bought before buys more often`() throws {
    var purchases: [String: Set<String>] = [:]
    var carts = [0, 0]
    var bought = [0, 0]
    let records = try MadeSample("events").records
    let sold = Set(records.filter { $0[1] == "purchase" }.map { $0[7] + $0[2] })
    for record in records {
      let known = purchases[record[6], default: []].subtracting([record[7]]).isEmpty ? 0 : 1
      if record[1] == "purchase" { purchases[record[6], default: []].insert(record[7]) }
      guard record[1] == "cart" else { continue }
      carts[known] += 1
      if sold.contains(record[7] + record[2]) { bought[known] += 1 }
    }
    let rates = (0...1).map { Double(bought[$0]) / Double(carts[$0]) }
    #expect(rates[1] > rates[0] + 0.1)
  }

  @Test func `The truth follows its terms`() {
    let plain = EventsTruth.Cart(
      earlierPurchases: 0, earlierAbandoned: 0, views: 1, priceRatio: 1, isEvening: false)
    var loyal = plain
    loyal.earlierPurchases = 2
    #expect(EventsTruth.logit(plain) == -0.2)
    #expect(abs(EventsTruth.logit(loyal) - 1.8) < 1e-12)
  }
}
