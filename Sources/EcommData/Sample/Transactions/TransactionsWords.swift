/// The words of transactions.csv: small things for the home and the garden.
enum TransactionsWords {
  static let looks = [
    "AMBER", "BLUE STRIPE", "CLOVER", "DAISY", "FOREST", "GREY LINEN", "HARBOUR", "IVORY",
    "JUNIPER", "LEMON", "MEADOW", "NAVY DOT", "OAK", "POPPY", "RUSTIC", "SILVER", "TERRACOTTA",
    "WILLOW",
  ]

  static let things = [
    "BREAD BASKET", "CAKE STAND, SMALL", "CANDLE HOLDER", "COAT HOOK", "DOOR MAT",
    "EGG CUP SET OF 4",
    "FLOWER POT 12CM", "GIFT BAG", "JAM JAR", "JEWELLERY BOX", "KEY RACK", "LUNCH BOX",
    "MUG 300ML", "NAPKINS, PACK OF 20", "NOTEBOOK A5", "PAPER GARLAND", "PHOTO FRAME 10X15",
    "PICNIC BLANKET", "RECIPE TIN", "SEWING KIT", "STORAGE CRATE 12\" WIDE", "TEA TOWEL",
    "WALL CLOCK",
    "WATERING CAN", "WRAPPING PAPER",
  ]

  /// What stands on invoices and is no product: code and description.
  static let services = [
    ("POST", "POSTAGE"), ("D", "Discount"), ("M", "Manual"), ("FEE", "CARD FEES"),
  ]

  static let countries = [
    "Germany", "Czechia", "Slovakia", "Lithuania", "Austria", "Sweden", "France", "Netherlands",
    "Denmark", "Ireland",
  ]
}
