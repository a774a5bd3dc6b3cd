import EcommBase

/// Deals groups of rows to folds so that every class is spread as evenly as whole groups allow.
struct GroupDeal {
  /// The group of each row, numbered from 0 in the order in which they appear.
  let numbers: [Int]
  /// (groups, classes): rows of each class in each group.
  private let counts: [[Double]]
  private let totals: [Double]

  var groupCount: Int { counts.count }

  init(_ labels: [Int], _ groups: [Int]) {
    numbers = Self.number(groups)
    let classes = Self.number(labels)
    let classCount = (classes.max() ?? -1) + 1
    var counts = [[Double]](
      repeating: [Double](repeating: 0, count: classCount), count: (numbers.max() ?? -1) + 1)
    var totals = [Double](repeating: 0, count: classCount)
    for (group, own) in zip(numbers, classes) {
      counts[group][own] += 1
      totals[own] += 1
    }
    self.counts = counts
    self.totals = totals
  }

  func size(_ group: Int) -> Int { Int(counts[group].reduce(0, +)) }

  private static func number(_ values: [Int]) -> [Int] {
    var known: [Int: Int] = [:]
    return values.map { value in
      if let number = known[value] { return number }
      known[value] = known.count
      return known.count - 1
    }
  }

  /// The fold of each group. Groups that are large or lopsided are placed first; each goes where the
  /// shares of the classes stay closest to even, and of equal folds to the emptiest.
  func deal(_ folds: Int, _ source: SeededRandom) -> [Int] {
    var random = source
    var order = Array(0..<groupCount)
    random.shuffle(&order)
    let rank = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    order.sort { (-weight($0), rank[$0] ?? 0) < (-weight($1), rank[$1] ?? 0) }
    var held = [[Double]](repeating: [Double](repeating: 0, count: totals.count), count: folds)
    var groups = [Int](repeating: 0, count: folds)
    var place = [Int](repeating: 0, count: groupCount)
    for (done, group) in order.enumerated() {
      let empty = groups.count { $0 == 0 }
      // The last groups go to folds that have none, so that no test is empty.
      let open = (0..<folds).filter { groupCount - done > empty || groups[$0] == 0 }
      var best: (fold: Int, cost: Double)?
      for fold in open {
        let cost = cost(held[fold], adding: group)
        if best.map({ cost < $0.cost }) ?? true { best = (fold, cost) }
      }
      let fold = best?.fold ?? 0
      place[group] = fold
      groups[fold] += 1
      for index in totals.indices { held[fold][index] += counts[group][index] }
    }
    return place
  }

  private func weight(_ group: Int) -> Double { counts[group].max() ?? 0 }

  /// How much the squared shares of a fold grow with the group: the sum over folds of squared shares is
  /// least where all are even.
  private func cost(_ held: [Double], adding group: Int) -> Double {
    totals.indices.reduce(0) { sum, index in
      let (before, more) = (held[index] / totals[index], counts[group][index] / totals[index])
      return sum + more * (2 * before + more)
    }
  }
}
