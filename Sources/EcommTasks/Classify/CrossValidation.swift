import EcommBase
import EcommLearn

/// The chances that a kind of classifier gives to rows it has not learned from.
struct OutOfFold: Sendable {
  let kind: ClassifierKind
  let folds: [Fold]
  /// (rows, classes); rows that are in no test fold, as the earliest ones of a time-ordered split, have
  /// not-a-number.
  let probabilities: Matrix
  /// Trees of each fold's model; empty for other kinds.
  let rounds: [Int]

  /// Rows that were judged.
  var rows: [Int] { folds.flatMap(\.test).sorted() }

  static func run(
    _ recipe: ClassifierRecipe, _ data: ClassData, _ folds: [Fold], parallel: Parallel,
    progress: Progress = .silent
  ) throws -> OutOfFold {
    let parts = try folds.mapFolds(on: parallel) { fold, inside in
      let model = try recipe.fit(data.selecting(fold.training), parallel: inside)
      let chances = try model.probabilities(
        data.table.selecting(rows: fold.test), parallel: inside)
      progress.advance(by: 1)
      return (chances: chances, rounds: (model.learner as? BoostedClassifier)?.trees.rounds)
    }
    var all = Matrix(rows: data.rows, columns: data.classes.count, repeating: .nan)
    for (fold, part) in zip(folds, parts) {
      for (place, row) in fold.test.enumerated() {
        for own in 0..<all.columns { all[row, own] = part.chances[place, own] }
      }
    }
    return OutOfFold(
      kind: recipe.kind, folds: folds, probabilities: all, rounds: parts.compactMap(\.rounds))
  }
}
