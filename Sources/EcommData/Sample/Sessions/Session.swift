/// One visit to the shop. Durations are tenths of a second, rates ten-thousandths, page values
/// hundredths: what a file shows is all there is to know.
struct Session {
  var administrative = 0
  var administrativeTime = 0
  var informational = 0
  var informationalTime = 0
  var products = 0
  var productTime = 0
  var bounceRate = 0
  var exitRate = 0
  var pageValue = 0
  /// Fifths of nearness to a day of presents.
  var specialDay = 0
  /// In the order of `SessionsSample.months`: there is no January and no April.
  var month = 0
  var system = 0
  var browser = 0
  var region = 0
  var traffic = 0
  var visitor = Visitor.returning
  var isWeekend = false
  var hasProductTime = true

  static let february = 0
  static let may = 2
  static let november = 8
}

enum Visitor: Int {
  case returning, new, other

  var name: String {
    switch self {
    case .returning: "Returning_Visitor"
    case .new: "New_Visitor"
    case .other: "Other"
    }
  }
}
