import EcommBase

/// One order of the shop's export. Amounts are hundredths, of a złoty or of a forint.
struct Order {
  struct Line {
    var product: Int
    var quantity: Int
    var price: Int

    var amount: Int { price * quantity }
  }

  var number: Int
  var client: Int
  var second = 0
  var lines: [Line] = []
  var delivery = Delivery.courier
  var payment = Payment.transfer
  var status = 2
  /// Delivered to Hungary and counted in forints; the export does not say so.
  var isHungarian = false

  static let freeDelivery = 30_000

  var deliveryPrice: Int {
    guard !isHungarian else { return 249_000 }
    return goods >= Self.freeDelivery ? 0 : delivery.cents
  }

  var goods: Int { lines.reduce(0) { $0 + $1.amount } }
  var amount: Int { goods + deliveryPrice }
  var paid: Int { status == 2 ? amount : status == 1 ? amount / 200 * 100 : 0 }
}

enum Delivery: Int {
  case courier, locker, post, pickup, hungary

  static let odds = Odds([38, 44, 10, 8])

  var name: String {
    switch self {
    case .courier: "Kurier"
    case .locker: "Automat paczkowy"
    case .post: "Poczta, przesyłka polecona"
    case .pickup: "Odbiór osobisty"
    case .hungary: "Kurier – Węgry"
    }
  }

  var cents: Int {
    switch self {
    case .courier: 1490
    case .locker: 1299
    case .post: 1150
    case .pickup, .hungary: 0
    }
  }
}

enum Payment: Int {
  case quick, blik, card, onDelivery, transfer

  static let odds = Odds([26, 40, 14, 13, 7])

  var name: String {
    switch self {
    case .quick: "Szybki przelew"
    case .blik: "BLIK"
    case .card: "Karta płatnicza"
    case .onDelivery: "Za pobraniem"
    case .transfer: "Przelew tradycyjny"
    }
  }
}
