import EcommBase
import EcommData
import EcommLearn

/// The fitted chain from the columns of a file to features: one value that training, prediction, serving and
/// explanation all run.
public struct Preparation: Sendable {
  let steps: [any PreparationStep]
  let text: TextTerms?

  /// Tables hold the columns of the model's schema, as `Schema.read` makes them.
  func apply(_ table: Table, parallel: Parallel = Parallel()) throws -> Features {
    let prepared = try steps.reduce(table) { try $1.apply($0) }
    guard let text else { return Features(Self.withoutTexts(prepared)) }
    return Features(
      Self.withoutTexts(prepared), terms: try text.apply(prepared, parallel: parallel),
      termNames: text.termNames)
  }

  static func withoutTexts(_ table: Table) -> Table {
    Table(table.columns.filter { $0.values.type != .text }, rowCount: table.rowCount)
  }

  /// The columns of the file that each feature is made of. Terms of texts stand for themselves.
  func sources(of features: [String]) -> [[String]] {
    let origins = steps.reversed().map(\.origins)
    return features.map { feature in
      origins.reduce([feature]) { names, origins in names.flatMap { origins[$0] ?? [$0] } }
    }
  }
}

/// Which steps a learner wants, in their order.
struct PreparationRecipe: Sendable, Equatable {
  /// For trees, which take categories and missing values as they are and need no scale, and get terms of texts as
  /// columns.
  static let forTrees = {
    var recipe = PreparationRecipe(steps: [.dates, .ratios, .levels, .shares])
    recipe.text.mostTerms = 300
    return recipe
  }()
  /// For linear models.
  static let forLinear = PreparationRecipe(
    steps: [.dates, .ratios, .levels, .shares, .logarithms, .imputation, .scaling, .oneHot])

  enum Step: String, Sendable, CaseIterable {
    case dates, ratios, levels, shares, logarithms, imputation, scaling, oneHot
  }

  var steps: [Step]
  var text = TextParameters()

  /// The chain, and the features of the rows that it was fitted on.
  func fit(
    _ table: Table, _ rows: FittingRows, parallel: Parallel
  ) throws -> (Preparation, Features) {
    var table = table
    var fitted: [any PreparationStep] = []
    for step in steps {
      guard let next = try Self.fit(step, table, rows) else { continue }
      table = next.table
      fitted.append(next.step)
    }
    let text = try TextTerms.fit(table, parameters: text, parallel: parallel)
    let features = Features(
      Preparation.withoutTexts(table), terms: text?.1, termNames: text?.0.termNames ?? [])
    return (Preparation(steps: fitted, text: text?.0), features)
  }

  private static func fit(
    _ step: Step, _ table: Table, _ rows: FittingRows
  ) throws -> (step: any PreparationStep, table: Table)? {
    if step == .shares { return try TargetEncoding.fit(table, rows).map { ($0, $1) } }
    let fitted: (any PreparationStep)? =
      switch step {
      case .dates: DateParts.fit(table)
      case .ratios: Ratios.fit(table)
      case .levels: CategoryLevels.fit(table)
      case .logarithms: Logarithms.fit(table)
      case .imputation: Imputation.fit(table)
      case .scaling: Scaling.fit(table)
      case .oneHot: OneHot.fit(table)
      case .shares: nil
      }
    return try fitted.map { ($0, try $0.apply(table)) }
  }
}
