import EcommBase

/// Cuts rows into folds of which each is the test once: every row is in exactly one test.
///
/// Seeded: the same rows and seed give the same folds.
public enum Folds {
  /// At random; the sizes differ by one at most.
  public static func shuffled(rows: Int, folds: Int, seed: UInt64) throws(SplitError) -> [Fold] {
    try stratified([Int](repeating: 0, count: rows), folds: folds, seed: seed)
  }

  /// Each fold with its share of each class. The rows of one class after the other are dealt round, so
  /// both the sizes of folds and of classes within them differ by one at most.
  public static func stratified(
    _ labels: [Int], folds: Int, seed: UInt64
  ) throws(SplitError) -> [Fold] {
    try check(folds, "rows", labels.count)
    let order = ClassOrder.shuffled(labels, seed: seed)
    var numbers = [Int](repeating: 0, count: labels.count)
    for (place, row) in order.enumerated() { numbers[row] = place % folds }
    return Fold.all(numbers, count: folds)
  }

  /// Rows of one group, such as a customer's, stay together. Large groups are placed first, each where
  /// there are fewest rows.
  public static func grouped(
    _ groups: [Int], folds: Int, seed: UInt64
  ) throws(SplitError) -> [Fold] {
    let noLabels = [Int](repeating: 0, count: groups.count)
    return try stratifiedGrouped(noLabels, groups, folds: folds, seed: seed)
  }

  /// Groups stay together, and classes are spread as evenly as that allows.
  public static func stratifiedGrouped(
    _ labels: [Int], _ groups: [Int], folds: Int, seed: UInt64
  ) throws(SplitError) -> [Fold] {
    guard labels.count == groups.count else {
      throw .differentCounts(labels: labels.count, groups: groups.count)
    }
    let members = GroupDeal(labels, groups)
    try check(folds, "groups", members.groupCount)
    let place = members.deal(folds, SeededRandom(seed: seed))
    return Fold.all(members.numbers.map { place[$0] }, count: folds)
  }

  /// Tests in order of time, each after everything it is judged by: the rows are cut into folds + 1
  /// stretches, the first of which is never a test. Rows of one time stay together; `gap` rows
  /// before each test are left out of training.
  public static func ordered(
    by times: [Double], folds: Int, gap: Int = 0
  ) throws(SplitError) -> [Fold] {
    try check(folds, "rows", times.count, extra: 1)
    let order = try TimeOrder(times)
    guard (0...times.count).contains(gap) else { throw .badGap(gap) }
    let borders = (1...folds + 1).map { order.border(times.count * $0 / (folds + 1)) }
    return try zip(borders, borders.dropFirst()).map { first, end throws(SplitError) in
      guard first - gap > 0, end > first else {
        throw .tooFew(what: "different times", count: order.distinct, needed: folds + 1 + gap)
      }
      return Fold(
        training: order.rows[..<(first - gap)].sorted(), test: order.rows[first..<end].sorted())
    }
  }

  /// The folds of several seeds, one set after the other.
  public static func repeated(
    _ times: Int, seed: UInt64, _ split: (UInt64) throws(SplitError) -> [Fold]
  ) throws(SplitError) -> [Fold] {
    var folds: [Fold] = []
    let source = SeededRandom(seed: seed)
    for index in 0..<max(0, times) {
      var own = source.split(UInt64(index))
      folds += try split(own.next())
    }
    return folds
  }

  private static func check(
    _ folds: Int, _ what: String, _ count: Int, extra: Int = 0
  ) throws(SplitError) {
    guard folds >= 2 else { throw .badFolds(folds) }
    guard folds <= count else { throw .tooFew(what: what, count: count, needed: folds) }
    guard folds + extra <= count else {
      throw .tooFew(what: what, count: count, needed: folds + extra)
    }
  }
}
