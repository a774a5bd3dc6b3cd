import EcommBase
import EcommData

/// From clicks to rows that a classifier can learn from: one for every moment that a question is asked at, with
/// nothing in it but what had happened strictly before.
///
/// Events of the same moment do not see each other. One pass over the events; a session and a user cost
/// some words each, so a million events take seconds.
public struct ClickRows: Sendable {
  /// When a row is made, and what is asked.
  public enum Question: String, Sendable, CaseIterable {
    /// At every product put in the cart: is it bought in the same session?
    case cart
    /// At every event of a session that is no purchase: does the session buy anything from then on?
    case session

    var about: String {
      switch self {
      case .cart: "product in the cart: is it bought in this session?"
      case .session: "event: does the session still buy?"
      }
    }
  }

  /// The features, the target, and the columns that name the event: its time, session, user, product.
  public let table: Table
  /// The column that rows of one visitor share.
  public let group: String
  public let time: String
  public let notes: [String]
  public static let target = "purchased"

  public static func areClicks(_ table: Table) -> Bool { Clickstream.isOne(table) }
  /// Whether a table has the columns of clicks, whatever happened in them.
  static func mayBeClicks(_ table: Table) -> Bool { Clickstream.hasColumns(table) }

  public init(_ table: Table, question: Question) throws {
    let clicks = try Clickstream(table)
    let answers = Self.answers(clicks, question)
    var pass = ClickPass(clicks)
    let features = pass.run(question: question, answers: answers)
    let names = clicks.names.selecting(rows: pass.asked.map { clicks.numbers[$0] })
    self.table = Table(names.columns + features.columns, rowCount: pass.asked.count)
    group = clicks.groupName
    time = clicks.timeName
    notes =
      clicks.leftOut == 0
      ? []
      : [
        "\(Figures.count(clicks.leftOut, "click")) without a time, a kind that is known or a session "
          + "left out"
      ]
  }

  /// For every event whether what is asked comes true after it.
  private static func answers(_ clicks: Clickstream, _ question: Question) -> [Bool] {
    struct Wish: Hashable {
      let session: Int32
      let product: Int32
    }
    var answers = [Bool](repeating: false, count: clicks.count)
    var bought: Set<Wish> = []
    for event in stride(from: clicks.count - 1, through: 0, by: -1) {
      let product = question == .cart ? clicks.products[event] : -1
      let wish = Wish(session: clicks.sessions[event], product: product)
      answers[event] = bought.contains(wish)
      if clicks.kinds[event] == .purchase { bought.insert(wish) }
    }
    return answers
  }
}

/// The pass over the events.
struct ClickPass {
  private let clicks: Clickstream
  private var sessions: [Int32: SessionSoFar] = [:]
  private var users: [Int32: UserSoFar] = [:]
  private var products: [Int32: ProductSoFar] = [:]
  private var categoryPrices: [Int32: MeanPrice] = [:]
  private var columns: [[Double]]
  /// The events that rows were made at.
  private(set) var asked: [Int] = []

  private struct ProductSoFar {
    var carts = 0.0
    var purchases = 0.0
  }

  private struct MeanPrice {
    var sum = 0.0
    var count = 0.0
  }

  init(_ clicks: Clickstream) {
    self.clicks = clicks
    columns = [[Double]](repeating: [], count: Self.names.count)
  }

  mutating func run(question: ClickRows.Question, answers: [Bool]) -> Table {
    var first = 0
    while first < clicks.count {
      var end = first + 1
      while end < clicks.count, clicks.times[end] == clicks.times[first] { end += 1 }
      for event in first..<end where isAsked(event, question) { ask(event) }
      for event in first..<end { learn(event) }
      first = end
    }
    return table(answers)
  }

  private func isAsked(_ event: Int, _ question: ClickRows.Question) -> Bool {
    question == .cart ? clicks.kinds[event] == .cart : clicks.kinds[event] != .purchase
  }

  static let names = [
    "session events", "session views", "session carts", "session purchases", "session products",
    "session seconds", "seconds since last event", "mean gap", "views of this product", "price",
    "price over category", "price range", "user sessions", "user events", "user carts",
    "user purchases", "user abandoned carts", "user bought share", "user spent",
    "user hours since last", "user days known", "product carts", "product bought share", "hour",
    "weekend",
  ]

  private mutating func ask(_ event: Int) {
    asked.append(event)
    let time = clicks.times[event]
    let values =
      ofSession(event, time) + ofPrice(event) + ofUser(event, time) + ofProduct(event)
      + [Double(Timestamp(microseconds: time).hour), Self.isWeekend(time) ? 1 : 0]
    for (place, value) in values.enumerated() { columns[place].append(value) }
  }

  private static func isWeekend(_ time: Int64) -> Bool {
    Timestamp(microseconds: time).date.weekday > 5
  }

  private func ofSession(_ event: Int, _ time: Int64) -> [Double] {
    guard let session = sessions[clicks.sessions[event]] else {
      return [0, 0, 0, 0, 0, 0, .nan, .nan, 0]
    }
    return [
      session.events, session.views, session.carts, session.purchases, session.products,
      Double(time - session.start) / 1e6, Double(time - session.last) / 1e6, session.meanGap,
      session.views(of: clicks.products[event]),
    ]
  }

  private func ofPrice(_ event: Int) -> [Double] {
    let price = clicks.prices[event]
    let usual = categoryPrices[clicks.categories.codes[event]]
    let session = sessions[clicks.sessions[event]]
    return [
      price, usual.map { price / ($0.sum / $0.count) } ?? .nan,
      session.map { $0.highest - $0.lowest } ?? .nan,
    ]
  }

  private func ofUser(_ event: Int, _ time: Int64) -> [Double] {
    guard let user = users[clicks.users[event]] else {
      return [0, 0, 0, 0, 0, .nan, 0, .nan, 0]
    }
    let isNew = user.session != clicks.sessions[event]
    let left = isNew ? sessions[user.session]?.open.count ?? 0 : 0
    return [
      user.sessions - (isNew ? 0 : 1), user.events, user.carts, user.purchases,
      user.abandoned + Double(left),
      user.carts > 0 ? user.purchases / user.carts : .nan, user.spent,
      Double(time - user.last) / 3.6e9, Double(time - user.first) / 86.4e9,
    ]
  }

  private func ofProduct(_ event: Int) -> [Double] {
    guard let product = products[clicks.products[event]], product.carts > 0 else {
      return [0, .nan]
    }
    return [product.carts, product.purchases / product.carts]
  }

  private mutating func learn(_ event: Int) {
    let (kind, price, time) = (clicks.kinds[event], clicks.prices[event], clicks.times[event])
    let (session, user, product) = (
      clicks.sessions[event], clicks.users[event], clicks.products[event]
    )
    begin(session, user, time)
    sessions[session]?.add(kind, product, price, at: time)
    users[user]?.add(kind, price, at: time)
    if kind == .cart { products[product, default: ProductSoFar()].carts += 1 }
    if kind == .purchase { products[product, default: ProductSoFar()].purchases += 1 }
    if !price.isNaN {
      categoryPrices[clicks.categories.codes[event], default: MeanPrice()].sum += price
      categoryPrices[clicks.categories.codes[event], default: MeanPrice()].count += 1
    }
  }

  private mutating func begin(_ session: Int32, _ user: Int32, _ time: Int64) {
    if users[user] == nil { users[user] = UserSoFar(at: time) }
    if let before = users[user]?.session, before != session {
      users[user]?.begin(session, left: sessions[before]?.open.count ?? 0)
    }
    if sessions[session] == nil { sessions[session] = SessionSoFar(start: time) }
  }

  private func table(_ answers: [Bool]) -> Table {
    func codes(_ values: Categories) -> ColumnValues {
      .categories(Categories(levels: values.levels, codes: asked.map { values.codes[$0] }))
    }
    return Table(
      zip(Self.names, columns).map { Column($0, .numbers($1)) }
        + [
          Column("category", codes(clicks.categories)), Column("brand", codes(clicks.brands)),
          Column(ClickRows.target, .booleans(asked.map { answers[$0] ? 1 : 0 })),
        ], rowCount: asked.count)
  }
}
