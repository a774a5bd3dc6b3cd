import EcommBase
import EcommData

/// What visitors of a shop clicked, in the order of time: one event a row.
///
/// Known by its columns: a time, a kind of event that is a view, a cart or a purchase, a product and a
/// session; user, price, category and brand where they are there.
struct Clickstream {
  enum Kind: Int8 { case view, cart, purchase }

  /// Of every event, ascending; microseconds.
  let times: [Int64]
  let kinds: [Kind]
  /// Numbered from 0; -1 where there is none.
  let products: [Int32]
  let sessions: [Int32]
  let users: [Int32]
  let categories: Categories
  let brands: Categories
  /// Not-a-number where there is none.
  let prices: [Double]
  /// The columns of the input that name an event.
  let names: Table
  let timeName: String
  /// The column of the visitor, or of the session where there is none.
  let groupName: String
  /// Where each event stood in the input.
  let numbers: [Int]
  /// Rows that say too little to be an event.
  let leftOut: Int

  var count: Int { times.count }

  static let timeNames = ["event_time", "time", "timestamp"]
  private static let kindNames = ["event_type", "event", "type"]

  /// Whether a table looks like one.
  static func isOne(_ table: Table) -> Bool {
    guard hasColumns(table), case .categories(let values)? = find(kindNames, table)?.values else {
      return false
    }
    return Set(values.levels).isSuperset(of: ["view", "cart", "purchase"])
  }

  static func hasColumns(_ table: Table) -> Bool {
    find(timeNames, table)?.values.type == .date
      && [kindNames, ["product_id"], ["user_session"]].allSatisfy { find($0, table) != nil }
  }

  init(_ table: Table) throws {
    func needed(_ names: [String]) throws -> Column {
      guard let column = Self.find(names, table) else {
        throw ColumnError.missing(
          names[0], nearest: Nearest.match(names[0], in: table.names))
      }
      return column
    }
    let time = try needed(Self.timeNames)
    guard case .dates(let moments) = time.values else {
      throw ColumnError.wrongType(time.name, type: time.values.type, expected: ["date"])
    }
    let kind = Schema.categories(try needed(Self.kindNames).values)
    let codes: [Kind?] = kind.levels.map {
      switch $0 {
      case "view": .view
      case "cart": .cart
      case "purchase": .purchase
      default: nil
      }
    }
    let named = Self.codes(try needed(["user_session"]), Array(moments.indices))
    let known = moments.indices.filter {
      moments[$0] != ColumnValues.missingInteger && kind.codes[$0] >= 0
        && codes[Int(kind.codes[$0])] != nil && named[$0] >= 0
    }
    leftOut = moments.count - known.count
    let order =
      zip(known, known.dropFirst()).allSatisfy({ moments[$0] <= moments[$1] })
      ? known : known.sorted { (moments[$0], $0) < (moments[$1], $1) }
    timeName = time.name
    groupName = Self.find(["user_id"], table)?.name ?? "user_session"
    names = table.selecting([time.name, "user_session", "user_id", "product_id"])
    times = order.map { moments[$0] }
    kinds = order.map { codes[Int(kind.codes[$0])] ?? .view }
    numbers = order
    products = Self.codes(try needed(["product_id"]), order)
    let sessions = order.map { named[$0] }
    self.sessions = sessions
    // Visitors who are not known are strangers to each other.
    users =
      Self.find(["user_id"], table).map { user in
        zip(Self.codes(user, order), sessions).map { $0 >= 0 ? $0 : -2 - $1 }
      } ?? sessions
    categories = Self.names(Self.find(["category_code", "category"], table), order)
    brands = Self.names(Self.find(["brand"], table), order)
    let prices = Self.find(["price"], table)?.values.doubles
    self.prices = order.map { prices?[$0] ?? .nan }
  }

  private static func find(_ names: [String], _ table: Table) -> Column? {
    names.lazy.compactMap { name in table.columns.first { $0.name.lowercased() == name } }.first
  }

  private static func codes(_ column: Column, _ order: [Int]) -> [Int32] {
    switch column.values {
    case .categories(let values): return order.map { values.codes[$0] }
    case .integers(let values):
      var places: [Int64: Int32] = [:]
      return order.map { row in
        guard values[row] != ColumnValues.missingInteger else { return -1 }
        return number(values[row], &places)
      }
    default:
      var places: [String: Int32] = [:]
      return order.map { row in
        column.values.text(row).map { number($0, &places) } ?? -1
      }
    }
  }

  private static func number<T: Hashable>(_ value: T, _ places: inout [T: Int32]) -> Int32 {
    if let place = places[value] { return place }
    let place = Int32(truncatingIfNeeded: places.count)
    places[value] = place
    return place
  }

  private static func names(_ column: Column?, _ order: [Int]) -> Categories {
    guard let column else {
      return Categories(levels: [], codes: order.map { _ in Categories.missing })
    }
    let values = Schema.categories(column.values)
    return Categories(levels: values.levels, codes: order.map { values.codes[$0] })
  }
}
