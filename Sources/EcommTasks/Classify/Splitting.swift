import EcommLearn

/// How rows are parted into those that are learned from and those that judge.
enum Splitting: Sendable {
  /// By chance, each class alike.
  case stratified
  /// All rows of a group on one side.
  case grouped([Int])
  /// Those that judge come later than those learned from.
  case ordered([Double])
  /// Those that judge come later, and no group of theirs is learned from.
  case orderedGroups([Double], [Int])

  func folds(_ labels: [Int], count: Int, seed: UInt64) throws -> [Fold] {
    switch self {
    case .stratified: try Folds.stratified(labels, folds: count, seed: seed)
    case .grouped(let groups):
      try Folds.stratifiedGrouped(labels, groups, folds: count, seed: seed)
    case .ordered(let times): try Folds.ordered(by: times, folds: count)
    case .orderedGroups(let times, let groups):
      try Folds.ordered(by: times, folds: count).map { Self.without($0, groups) }
    }
  }

  /// Into how many folds the rows can be parted.
  var mostFolds: Int {
    switch self {
    case .stratified: Int.max
    case .grouped(let groups): Set(groups).count
    case .ordered(let times), .orderedGroups(let times, _): Set(times).count - 1
    }
  }

  func holdOut(_ labels: [Int], share: Double, seed: UInt64) throws -> Fold {
    switch self {
    case .stratified: try HoldOut.stratified(labels, share: share, seed: seed)
    case .grouped(let groups): try HoldOut.grouped(groups, share: share, seed: seed)
    case .ordered(let times): try HoldOut.ordered(by: times, share: share)
    case .orderedGroups(let times, let groups):
      Self.without(try HoldOut.ordered(by: times, share: share), groups)
    }
  }

  /// Training rows whose group is judged are left out.
  private static func without(_ fold: Fold, _ groups: [Int]) -> Fold {
    let judged = Set(fold.test.map { groups[$0] })
    return Fold(training: fold.training.filter { !judged.contains(groups[$0]) }, test: fold.test)
  }

  func selecting(_ rows: [Int]) -> Splitting {
    switch self {
    case .stratified: .stratified
    case .grouped(let groups): .grouped(rows.map { groups[$0] })
    case .ordered(let times): .ordered(rows.map { times[$0] })
    case .orderedGroups(let times, let groups):
      .orderedGroups(rows.map { times[$0] }, rows.map { groups[$0] })
    }
  }

  var protocolName: String {
    switch self {
    case .stratified: "stratified"
    case .grouped: "grouped"
    case .ordered: "time-ordered"
    case .orderedGroups: "time-ordered and grouped"
    }
  }
}
