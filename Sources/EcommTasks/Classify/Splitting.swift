import EcommLearn

/// How rows are parted into those that are learned from and those that judge.
enum Splitting: Sendable {
  /// By chance, each class alike.
  case stratified
  /// All rows of a group on one side.
  case grouped([Int])
  /// Those that judge come later than those learned from.
  case ordered([Double])

  func folds(_ labels: [Int], count: Int, seed: UInt64) throws -> [Fold] {
    switch self {
    case .stratified: try Folds.stratified(labels, folds: count, seed: seed)
    case .grouped(let groups):
      try Folds.stratifiedGrouped(labels, groups, folds: count, seed: seed)
    case .ordered(let times): try Folds.ordered(by: times, folds: count)
    }
  }

  func holdOut(_ labels: [Int], share: Double, seed: UInt64) throws -> Fold {
    switch self {
    case .stratified: try HoldOut.stratified(labels, share: share, seed: seed)
    case .grouped(let groups): try HoldOut.grouped(groups, share: share, seed: seed)
    case .ordered(let times): try HoldOut.ordered(by: times, share: share)
    }
  }

  func selecting(_ rows: [Int]) -> Splitting {
    switch self {
    case .stratified: .stratified
    case .grouped(let groups): .grouped(rows.map { groups[$0] })
    case .ordered(let times): .ordered(rows.map { times[$0] })
    }
  }

  var protocolName: String {
    switch self {
    case .stratified: "stratified"
    case .grouped: "grouped"
    case .ordered: "time-ordered"
    }
  }
}
