import EcommBase

/// One part of the rows kept back as the test.
public enum HoldOut {
  public static func shuffled(rows: Int, share: Double, seed: UInt64) throws(SplitError) -> Fold {
    try stratified([Int](repeating: 0, count: rows), share: share, seed: seed)
  }

  /// The share of each class, rounded to rows so that the whole is within one row of its share.
  public static func stratified(
    _ labels: [Int], share: Double, seed: UInt64
  ) throws(SplitError) -> Fold {
    try check(share, labels.count)
    let order = ClassOrder.shuffled(labels, seed: seed)
    var isTest = [Bool](repeating: false, count: labels.count)
    for (place, row) in order.enumerated() {
      // Row number `place` is taken where the count of taken rows steps up.
      isTest[row] = taken(place + 1, share, labels.count) > taken(place, share, labels.count)
    }
    return fold(isTest)
  }

  /// Whole groups until the share is reached.
  public static func grouped(
    _ groups: [Int], share: Double, seed: UInt64
  ) throws(SplitError) -> Fold {
    try check(share, groups.count)
    let members = GroupDeal([Int](repeating: 0, count: groups.count), groups)
    guard members.groupCount > 1 else {
      throw .tooFew(what: "groups", count: members.groupCount, needed: 2)
    }
    var random = SeededRandom(seed: seed)
    var order = Array(0..<members.groupCount)
    random.shuffle(&order)
    var chosen = Set<Int>()
    var rows = 0
    for group in order where chosen.count < order.count - 1 {
      if Double(rows) >= share * Double(groups.count) { break }
      chosen.insert(group)
      rows += members.size(group)
    }
    return fold(members.numbers.map(chosen.contains))
  }

  /// The last rows by time; rows of one time stay together.
  public static func ordered(by times: [Double], share: Double) throws(SplitError) -> Fold {
    try check(share, times.count)
    let order = try TimeOrder(times)
    let rows = times.count - taken(times.count, share, times.count)
    let border = order.border(rows)
    guard border > 0, border < times.count else {
      throw .tooFew(what: "different times", count: order.distinct, needed: 2)
    }
    return Fold(training: order.rows[..<border].sorted(), test: order.rows[border...].sorted())
  }

  /// Rows of the test among the first `count` rows; at least one in all, and never all.
  private static func taken(_ count: Int, _ share: Double, _ total: Int) -> Int {
    let wanted = min(max((share * Double(total)).rounded(), 1), Double(total - 1))
    return Int((Double(count) * wanted / Double(total)).rounded(.down))
  }

  private static func check(_ share: Double, _ rows: Int) throws(SplitError) {
    guard share > 0, share < 1 else { throw .badShare(share) }
    guard rows >= 2 else { throw .tooFew(what: "rows", count: rows, needed: 2) }
  }

  private static func fold(_ isTest: [Bool]) -> Fold {
    Fold(
      training: isTest.indices.filter { !isTest[$0] }, test: isTest.indices.filter { isTest[$0] })
  }
}
