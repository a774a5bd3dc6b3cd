import EcommBase
import EcommData

/// Which columns of the input say who bought what, when, and for how much.
public struct TransactionColumns: Sendable {
  public struct Wishes: Sendable {
    public var customer: String?
    public var date: String?
    public var order: String?
    public var quantity: String?
    public var price: String?
    public var amount: String?
    public var product: String?
    public var country: String?
    public init() {}
  }

  public let customer: String
  public let date: String
  public let order: String?
  public let quantity: String?
  public let price: String?
  /// Instead of quantity times price.
  public let amount: String?
  public let product: String?
  public let country: String?
  public let notes: [String]

  /// - Parameter schema: a table that has the columns and their types; rows are not looked at.
  public init(_ schema: Table, wishes: Wishes) throws {
    var finder = ColumnFinder(schema)
    customer = try finder.find(.customer, named: wishes.customer).name
    date = try finder.find(.moment, named: wishes.date).name
    func optional(_ wanted: ColumnFinder.Wanted, _ name: String?) throws -> String? {
      try name.map { try finder.find(wanted, named: $0).name } ?? finder.findIfAny(wanted)?.name
    }
    order = try optional(.order, wishes.order)
    if let name = wishes.amount {
      amount = try finder.find(.amount, named: name).name
      quantity = try wishes.quantity.map { try finder.find(.quantity, named: $0).name }
      price = nil
    } else {
      quantity = try optional(.quantity, wishes.quantity)
      price = quantity == nil ? nil : try optional(.unitPrice, wishes.price)
      amount = price == nil ? try finder.find(.amount).name : nil
    }
    product = try optional(.product, wishes.product)
    country = try optional(.country, wishes.country)
    notes = finder.notes + (order == nil ? [Self.noOrder] : [])
  }

  private static let noOrder =
    "no column looks like the order: the lines of a customer at one moment are one (--order)"

  /// Of the input's columns those that a model needs to be shown again.
  var schema: [(name: String, role: SchemaColumn.Role)] {
    [
      (customer, SchemaColumn.Role.customer), (date, .date), (order, .group), (quantity, .feature),
      (price, .feature), (amount, .value), (product, .feature), (country, .feature),
    ].compactMap { name, role in name.map { ($0, role) } }
  }
}

extension ColumnFinder.Wanted {
  static let customer = ColumnFinder.Wanted(
    role: "customer", option: "customer",
    words: [
      "customerid", "customer_id", "customer id", "customer", "client_id", "clientid", "client",
      "user_id", "userid", "user", "buyer", "member", "account",
    ],
    types: [.integer, .number, .category, .text])
  static let moment = ColumnFinder.Wanted(
    role: "date", option: "date",
    words: [
      "invoicedate", "orderdate", "order_date", "date_add", "date", "time", "day", "created",
    ], types: [.date])
  static let quantity = ColumnFinder.Wanted(
    role: "quantity", option: "quantity", words: ["quantity", "qty", "pieces", "units"],
    types: [.integer, .number])
  static let unitPrice = ColumnFinder.Wanted(
    role: "price", option: "price",
    words: ["unitprice", "unit_price", "item_price_brutto", "item_price", "price"],
    types: [.integer, .number])
  static let amount = ColumnFinder.Wanted(
    role: "amount", option: "amount",
    words: [
      "amount", "order_amount_brutto", "revenue", "total", "value", "sales", "price", "paid",
    ], types: [.integer, .number])
  static let product = ColumnFinder.Wanted(
    role: "product", option: "product",
    words: [
      "stockcode", "sku", "product_id", "products_id", "product", "item_id", "article",
    ], types: [.integer, .category, .text])
  static let country = ColumnFinder.Wanted(
    role: "country", option: "country", words: ["country"], types: [.category])
}
