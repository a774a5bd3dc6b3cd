/// Histories with how many customers share each: those who bought once have no more than the days
/// they did it on, so a likelihood costs far less than a look at every customer.
struct DistinctHistories {
  /// Place of a history's number of repeats in `levels`.
  private(set) var level: [Int] = []
  private(set) var lastRepeat: [Double] = []
  private(set) var age: [Double] = []
  private(set) var weight: [Double] = []
  /// The different numbers of repeats, ascending.
  let levels: [Double]

  private struct Key: Hashable {
    var repeats: Int
    var last: Double
    var age: Double
  }

  init(_ history: PurchaseHistory) {
    let distinct = Set(history.repeats).sorted()
    let place = Dictionary(
      zip(distinct, distinct.indices), uniquingKeysWith: { first, _ in first })
    levels = distinct.map(Double.init)
    var known: [Key: Int] = [:]
    for row in 0..<history.count {
      let key = Key(
        repeats: history.repeats[row], last: history.lastRepeat[row], age: history.age[row])
      if let index = known[key] {
        weight[index] += 1
        continue
      }
      known[key] = level.count
      level.append(place[key.repeats] ?? 0)
      lastRepeat.append(key.last)
      age.append(key.age)
      weight.append(1)
    }
  }

  var count: Int { level.count }
}
