import EcommBase
import EcommData
import EcommTasks

/// The options of `segment`, and what they mean to the task.
enum SegmentOptions {
  static let customer = Option.text("customer", "COLUMN", "who bought", defaultText: "found")
  static let date = Option.text("date", "COLUMN", "when", defaultText: "found")
  static let order = Option.text("order", "COLUMN", "the order or invoice", defaultText: "found")
  static let quantity = Option.text("quantity", "COLUMN", "how many", defaultText: "found")
  static let price = Option.text("price", "COLUMN", "the price of one", defaultText: "found")
  static let amount = Option.text(
    "amount", "COLUMN", "what was paid, instead of quantity times price", defaultText: "found")
  static let product = Option.text("product", "COLUMN", "what was bought", defaultText: "found")
  static let country = Option.text("country", "COLUMN", "where to", defaultText: "found")
  static let returns = Option.choice(
    "returns", "HOW", "goods sent back: told 'apart', or 'net' taken off", default: Returns.apart)
  static let dropDuplicates = Option.flag(
    "drop-duplicates", "leave out lines that are exact copies")
  static let asOf = Option.text(
    "as-of", "DATE", "as if this day were the last (YYYY-MM-DD)", defaultText: "the last day")

  static let features = Option.list(
    "features", "NAME,...", "what segments are made of: recency, frequency, monetary, ...")
  static let k = Option.integer(
    "k", "N", "how many segments", in: 2...100, default: 0, defaultText: "chosen")
  static let mostSegments = Option.integer(
    "max-k", "N", "choose up to so many", in: 3...30, default: 8)
  static let eps = Option.number(
    "eps", "DISTANCE", "farther than this from others is unlike them (DBSCAN)", in: 1e-9...1e9)
  static let minimumNeighbours = Option.integer(
    "min-points", "N", "so many within --eps are company", in: 2...10_000, default: 5)
  static let days = Option.integer(
    "days", "N", "how far ahead purchases are foretold", in: 1...3650, default: 90)
  static let keepExtremes = Option.flag(
    "keep-extremes", "do not hold values far out at a limit")
  static let customers = Option.file(
    "customers", "where the table of customers goes; NAME.customers.csv beside the model")

  enum Returns: String, CaseIterable { case apart, net }

  static let reading: [OptionDeclaration] = [
    customer.declaration, date.declaration, order.declaration, quantity.declaration,
    price.declaration, amount.declaration, product.declaration, country.declaration,
    returns.declaration, dropDuplicates.declaration, asOf.declaration,
  ]

  static let training: [OptionDeclaration] = [
    features.declaration, k.declaration, mostSegments.declaration, eps.declaration,
    minimumNeighbours.declaration, days.declaration, keepExtremes.declaration,
    Shared.seed.declaration,
  ]

  static func wishes(_ invocation: Invocation) throws -> SegmentInput.Wishes {
    var wishes = SegmentInput.Wishes()
    wishes.columns.customer = invocation[customer]
    wishes.columns.date = invocation[date]
    wishes.columns.order = invocation[order]
    wishes.columns.quantity = invocation[quantity]
    wishes.columns.price = invocation[price]
    wishes.columns.amount = invocation[amount]
    wishes.columns.product = invocation[product]
    wishes.columns.country = invocation[country]
    if invocation[amount] != nil, invocation[price] != nil {
      throw UsageError.conflict("--amount", "--price")
    }
    wishes.netsReturns = invocation[returns] == .net
    wishes.dropsCopies = invocation[dropDuplicates]
    wishes.asOf = try invocation[asOf].map { try day($0, asOf.declaration.name) }
    return wishes
  }

  static func day(_ text: String, _ option: String) throws -> CivilDate {
    guard let date = CivilDate(iso: text) else {
      throw UsageError.wrongValue(
        option: option, value: text, expected: "a day such as 2025-03-31", nearest: nil)
    }
    return date
  }

  static func settings(_ invocation: Invocation) throws -> SegmentSettings {
    var settings = SegmentSettings()
    if !invocation[features].isEmpty { try settings.setFigures(invocation[features]) }
    settings.k = invocation.has(k) ? invocation[k] : nil
    settings.mostSegments = invocation[mostSegments]
    if settings.k != nil, invocation.has(mostSegments) {
      throw UsageError.conflict("--k", "--max-k")
    }
    settings.eps = invocation[eps]
    settings.minimumNeighbours = invocation[minimumNeighbours]
    settings.days = invocation[days]
    settings.winsorises = !invocation[keepExtremes]
    settings.seed = UInt64(invocation[Shared.seed])
    return settings
  }
}
