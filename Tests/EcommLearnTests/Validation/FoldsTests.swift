import EcommBase
import EcommLearn
import Testing

/// What every split promises, on random rows.
@Suite struct FoldsTests {
  struct Rows: Sendable, CustomTestStringConvertible {
    let seed: UInt64
    let labels: [Int]
    let groups: [Int]
    let folds: Int
    var testDescription: String { "seed \(seed)" }

    init(seed: UInt64) {
      var random = SeededRandom(seed: seed)
      let rows = 30 + random.below(200)
      let classes = 2 + random.below(3)
      self.seed = seed
      labels = (0..<rows).map { _ in random.below(1 + random.below(classes)) }
      groups = (0..<rows).map { _ in 1000 - random.below(25) * 3 }
      folds = 2 + random.below(5)
    }
  }

  static let cases = (UInt64(1)...12).map(Rows.init)

  private func checkPartition(_ folds: [Fold], _ rows: Int) {
    #expect(folds.flatMap(\.test).sorted() == Array(0..<rows))
    for fold in folds {
      #expect(!fold.test.isEmpty && !fold.training.isEmpty)
      #expect((fold.test + fold.training).sorted() == Array(0..<rows))
    }
  }

  private func spread(_ counts: [Int]) -> Int { (counts.max() ?? 0) - (counts.min() ?? 0) }

  @Test(arguments: cases) func shuffled(_ rows: Rows) throws {
    let folds = try Folds.shuffled(rows: rows.labels.count, folds: rows.folds, seed: rows.seed)
    checkPartition(folds, rows.labels.count)
    #expect(spread(folds.map(\.test.count)) <= 1)
    let other = try Folds.shuffled(rows: rows.labels.count, folds: rows.folds, seed: rows.seed + 1)
    #expect(other != folds)
  }

  @Test(arguments: cases) func stratified(_ rows: Rows) throws {
    let folds = try Folds.stratified(rows.labels, folds: rows.folds, seed: rows.seed)
    checkPartition(folds, rows.labels.count)
    #expect(spread(folds.map(\.test.count)) <= 1)
    for label in Set(rows.labels) {
      #expect(spread(folds.map { $0.test.count { rows.labels[$0] == label } }) <= 1)
    }
    #expect(try Folds.stratified(rows.labels, folds: rows.folds, seed: rows.seed) == folds)
  }

  @Test(arguments: cases) func groupsStayTogether(_ rows: Rows) throws {
    for folds in [
      try Folds.grouped(rows.groups, folds: rows.folds, seed: rows.seed),
      try Folds.stratifiedGrouped(rows.labels, rows.groups, folds: rows.folds, seed: rows.seed),
    ] {
      checkPartition(folds, rows.groups.count)
      for fold in folds {
        let both = Set(fold.test.map { rows.groups[$0] })
          .intersection(fold.training.map { rows.groups[$0] })
        #expect(both.isEmpty)
      }
    }
  }

  /// Groups of one size can be dealt as evenly as rows.
  @Test func groupsAreSpreadEvenly() throws {
    let groups = (0..<120).map { $0 / 3 }
    let labels = groups.map { $0 % 4 == 0 ? 1 : 0 }
    let folds = try Folds.stratifiedGrouped(labels, groups, folds: 5, seed: 3)
    #expect(Set(folds.map(\.test.count)) == [24])
    #expect(Set(folds.map { $0.test.count { labels[$0] == 1 } }) == [6])
  }

  @Test(arguments: cases) func timeGoesForward(_ rows: Rows) throws {
    let times = rows.groups.map(Double.init)
    let folds = try Folds.ordered(by: times, folds: rows.folds, gap: 2)
    var seen: Set<Int> = []
    for fold in folds {
      let last = try #require(fold.training.map { times[$0] }.max())
      let first = try #require(fold.test.map { times[$0] }.min())
      #expect(last <= first)
      #expect(Set(fold.training).isDisjoint(with: fold.test) && seen.isDisjoint(with: fold.test))
      seen.formUnion(fold.test)
      // Without the gap, no time stands on both sides.
      let before = times.count { $0 < first }
      #expect(fold.training.count == before - 2)
    }
  }

  @Test(arguments: cases) func holdOuts(_ rows: Rows) throws {
    let count = rows.labels.count
    let plain = try HoldOut.shuffled(rows: count, share: 0.2, seed: rows.seed)
    #expect(plain.test.count == Int((0.2 * Double(count)).rounded()))
    let even = try HoldOut.stratified(rows.labels, share: 0.3, seed: rows.seed)
    for label in Set(rows.labels) {
      let wanted = 0.3 * Double(rows.labels.count { $0 == label })
      #expect(abs(Double(even.test.count { rows.labels[$0] == label }) - wanted) <= 1.5)
    }
    let grouped = try HoldOut.grouped(rows.groups, share: 0.25, seed: rows.seed)
    #expect(
      Set(grouped.test.map { rows.groups[$0] })
        .isDisjoint(with: grouped.training.map { rows.groups[$0] }))
    #expect(Double(grouped.test.count) >= 0.25 * Double(count))
    let late = try HoldOut.ordered(by: rows.groups.map(Double.init), share: 0.2)
    #expect(
      (late.training.map { rows.groups[$0] }.max() ?? 0)
        < (late.test.map { rows.groups[$0] }.min() ?? 0))
    for fold in [plain, even, grouped, late] {
      #expect((fold.training + fold.test).sorted() == Array(0..<count))
      #expect(!fold.test.isEmpty && !fold.training.isEmpty)
    }
  }

  @Test func repeatsDiffer() throws {
    let folds = try Folds.repeated(3, seed: 5) { seed throws(SplitError) in
      try Folds.shuffled(rows: 40, folds: 4, seed: seed)
    }
    #expect(folds.count == 12 && Set(folds.map(\.test)).count == 12)
    for first in [0, 4, 8] { checkPartition(Array(folds[first..<first + 4]), 40) }
  }

  @Test func foldsRunInTheirOrder() throws {
    let folds = try Folds.shuffled(rows: 50, folds: 5, seed: 1)
    for threads in [1, 3, 12] {
      let sums = try folds.mapFolds(on: Parallel(threads: threads)) { fold, inside in
        #expect(inside.threads >= 1)
        return fold.test.reduce(0, +)
      }
      #expect(sums == folds.map { $0.test.reduce(0, +) })
    }
  }

  @Test func refusesWhatCannotBeSplit() {
    #expect(throws: SplitError.badFolds(1)) { try Folds.shuffled(rows: 9, folds: 1, seed: 1) }
    #expect(throws: SplitError.tooFew(what: "rows", count: 2, needed: 3)) {
      try Folds.shuffled(rows: 2, folds: 3, seed: 1)
    }
    #expect(throws: SplitError.tooFew(what: "groups", count: 1, needed: 2)) {
      try Folds.grouped([4, 4, 4], folds: 2, seed: 1)
    }
    #expect(throws: SplitError.badShare(1)) { try HoldOut.shuffled(rows: 9, share: 1, seed: 1) }
    #expect(throws: SplitError.tooFew(what: "rows", count: 3, needed: .max)) {
      try Folds.ordered(by: [1, 2, 3], folds: .max)
    }
    #expect(throws: SplitError.badGap(.max)) {
      try Folds.ordered(by: [1, 2, 3], folds: 2, gap: .max)
    }
    #expect(throws: SplitError.missingTime(row: 1)) {
      try HoldOut.ordered(by: [1, .nan], share: 0.5)
    }
    #expect(throws: SplitError.tooFew(what: "different times", count: 1, needed: 2)) {
      try HoldOut.ordered(by: [1, 1, 1], share: 0.5)
    }
    #expect(throws: SplitError.differentCounts(labels: 1, groups: 2)) {
      try Folds.stratifiedGrouped([1], [1, 2], folds: 2, seed: 1)
    }
  }
}
