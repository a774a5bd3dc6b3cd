import EcommBase
import EcommData

/// The columns of a table that tell who paid what, when and from where.
public struct PaymentColumns: Sendable, Equatable {
  public let time: String
  /// Who or what pays: the account, the card, the device, the address. Those that are there.
  public let user: String?
  public let card: String?
  public let device: String?
  public let address: String?
  public let signUp: String?
  public let amount: String?
  public let country: String?

  /// Nil unless there is a time and at least two of account, card, device and address.
  init?(found table: Table, taken: String?) {
    let columns = table.columns.filter { $0.name != taken }
    func find(_ words: [String], _ types: Set<ColumnType>) -> String? {
      for word in words {
        let exact = columns.first {
          types.contains($0.values.type) && $0.name.lowercased() == word
        }
        if let exact { return exact.name }
      }
      return nil
    }
    let names: Set<ColumnType> = [.integer, .category, .text]
    guard
      let time = find(
        [
          "time", "event_time", "timestamp", "purchase_time", "created_at", "transaction_time",
          "date",
        ],
        [.date])
    else { return nil }
    let user = find(["user_id", "customer_id", "account_id", "client_id", "user", "userid"], names)
    let card = find(["card", "card_id", "card_number", "card_hash"], names)
    let device = find(["device_id", "device", "deviceid"], names)
    let address = find(["ip", "ip_address", "ipaddress", "address"], names)
    guard [user, card, device, address].count(where: { $0 != nil }) >= 2 else { return nil }
    self.time = time
    self.user = user
    self.card = card
    self.device = device
    self.address = address
    signUp = find(["signup_time", "sign_up_time", "registered_at", "account_created"], [.date])
    amount = find(["amount", "purchase_value", "value", "total", "price"], [.number, .integer])
    country = find(["country", "ip_country", "country_code"], [.category])
  }

  /// Columns that features are made of and that say nothing by themselves.
  var consumed: [String] { [time, user, card, device, address, signUp].compactMap { $0 } }

  /// Names of the features, found by making them of no rows.
  public var made: Set<String> {
    let none = Table(
      named.map { role, column in
        let values: ColumnValues =
          ["time", "sign_up"].contains(role) ? .dates([]) : .numbers([])
        return Column(column, values)
      }, rowCount: 0)
    var notes: [String] = []
    let table = try? PaymentFeatures.adding(self, to: none, &notes)
    return Set(table?.names.dropFirst(named.count) ?? [])
  }

  public var named: [(role: String, column: String)] {
    [
      ("time", time as String?), ("user", user), ("card", card), ("device", device),
      ("address", address), ("sign_up", signUp), ("amount", amount), ("country", country),
    ].compactMap { role, column in column.map { (role, $0) } }
  }

  var json: JSON { .object(JSON.Object(named.map { ($0.role, .string($0.column)) })) }

  init(_ fields: JSONFields) throws {
    func read(_ role: String) throws -> String? {
      fields.object[role] == nil ? nil : try fields.string(role)
    }
    time = try fields.string("time")
    user = try read("user")
    card = try read("card")
    device = try read("device")
    address = try read("address")
    signUp = try read("sign_up")
    amount = try read("amount")
    country = try read("country")
  }
}
