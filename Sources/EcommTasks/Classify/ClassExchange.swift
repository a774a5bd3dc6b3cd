import EcommBase
import EcommData
import EcommLearn

/// Boosted classifiers to XGBoost's form and back.
///
/// XGBoost's file holds the trees alone. What stands before them here (ratios, codes of categories) has to be done
/// to the rows first: `features` gives them as the trees take them. What stands behind them (calibration) is not
/// in that file either: its chances are those before calibration.
public enum ClassExchange {
  /// The trees with the names of their features.
  public static func xgboost(_ model: ClassModel) throws -> JSON {
    guard let learner = model.fitted.learner as? BoostedClassifier else {
      throw ExchangeError.notBoosted
    }
    let prepared = try model.fitted.preparation.apply(Schema.empty(model.schema), parallel: .serial)
    return learner.trees.xgboost(featureNames: allowed(prepared.names))
  }

  /// The rows as the trees take them: numbers, and categories by their codes.
  public static func features(
    _ model: ClassModel, _ rows: Table, parallel: Parallel = Parallel()
  ) throws -> Table {
    let prepared = try model.fitted.preparation.apply(
      Schema.read(rows, model.schema), parallel: parallel)
    let names = allowed(prepared.names)
    let columns = prepared.boostingColumns().enumerated().map { place, column -> Column in
      switch column {
      case .doubles(let values): Column(names[place], .numbers(values))
      case .numbers(let values): Column(names[place], .numbers(values.map(Double.init)))
      case .categories(let codes):
        Column(
          names[place], .integers(codes.map { $0 < 0 ? ColumnValues.missingInteger : Int64($0) }))
      }
    }
    return Table(columns, rowCount: rows.rowCount)
  }

  /// XGBoost takes no brackets and no `<` in names, and no name twice.
  private static func allowed(_ names: [String]) -> [String] {
    var seen = Set<String>()
    return names.map { name in
      let plain = String(
        name.map { $0 == "[" ? "(" : $0 == "]" ? ")" : $0 == "<" ? "-" : $0 })
      var own = plain
      while !seen.insert(own).inserted { own += "'" }
      return own
    }
  }

  /// A classifier around trees that were trained elsewhere. Nothing is known of how well it does: evaluate it.
  public static func imported(
    _ fields: JSONFields, target: String, classes: [String]
  ) throws -> ModelFile {
    let trees = try BoostedTrees(xgboost: fields)
    let count = try classCount(trees.objective)
    let names = try featureNames(fields, trees)
    let known = classes.isEmpty ? (0..<count).map(String.init) : classes
    guard known.count == count, Set(known).count == count else {
      throw ExchangeError.classes(given: known.count, needed: count)
    }
    let decision = ClassDecision(
      classes: known, calibration: .none,
      rule: .leastCost(falsePositive: 1, falseNegative: 1), threshold: count == 2 ? 0.5 : nil)
    return ModelFile(
      task: .classify, learner: ClassifierKind.boosting.rawValue,
      data: DataSummary(
        rows: 0, columns: names.count, rejectedRows: 0, fingerprint: "imported"),
      schema: names.map {
        SchemaColumn(name: $0, type: .number, role: .feature, missing: .allow)
      } + [SchemaColumn(name: target, type: .category, role: .target, categories: known)],
      settings: .init([("imported", "xgboost"), ("trees", .integer(trees.trees.count))]),
      model: trees.json, decision: decision.json, evaluation: .object(.init()),
      reference: ["columns": []])
  }

  private static func classCount(_ objective: Objective) throws -> Int {
    switch objective {
    case .logistic: return 2
    case .softmax(let classes): return classes
    default: throw ExchangeError.noClassifier
    }
  }

  /// `f0`, `f1`, ... where the file has none, as XGBoost calls them itself.
  private static func featureNames(_ fields: JSONFields, _ trees: BoostedTrees) throws -> [String] {
    let written = try fields.fields("learner").object["feature_names"]?.strings ?? []
    let names = written.isEmpty ? trees.features.indices.map { "f\($0)" } : written
    guard names.count == trees.features.count, Set(names).count == names.count else {
      throw fields.fault(
        "learner/feature_names", expected: "\(trees.features.count) different names")
    }
    if let place = trees.features.firstIndex(of: .category) {
      throw ExchangeError.category(names[place])
    }
    return names
  }
}

/// A model that cannot go to another program, or come from it.
public enum ExchangeError: Error, Sendable, Equatable {
  case notBoosted
  case noClassifier
  case category(String)
  case classes(given: Int, needed: Int)
}

extension ExchangeError: Complaint {
  public var problem: String {
    switch self {
    case .notBoosted: "only boosted trees have a form that XGBoost reads"
    case .noClassifier: "this XGBoost model tells no classes; its objective is none of chances"
    case .category(let name):
      "feature \(name) is a category, whose codes have no names in XGBoost's file"
    case .classes(let given, let needed):
      "the model tells \(Figures.count(needed)) different classes; \(Figures.count(given)) are named"
    }
  }

  public var remedy: String? {
    switch self {
    case .notBoosted: "Train one: ecomml classify train --model boosting"
    case .noClassifier: "binary:logistic and multi:softprob can be imported."
    case .category: "Train it there on columns of 0 and 1."
    case .classes: "Name them in the order of their numbers: --classes no,yes"
    }
  }
}
