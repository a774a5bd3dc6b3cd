import EcommBase
import EcommLearn

/// A document in, a document out: for checks against other programs.
///
/// `--request FILE` holds `columns` (numbers, `null` for missing), `kinds`, and either `model` (in
/// XGBoost's form) or `targets`, `objective` and `parameters` to train one. The answer has the `model` in
/// XGBoost's form, its `predictions` (rows, outputs) and `contributions` (rows, outputs, features + 1).
enum BoostingExchange {
  static func run(_ request: BenchRequest) throws -> JSON {
    let path = try request.text("request")
    let fields = try JSONFields(JSONReader.read(SmallFile.bytes(path)), file: path, path: "")
    let columns = try columns(fields)
    let model = try model(fields, columns)
    let values = try TreeExplainer(model).values(columns)
    return [
      "model": model.xgboost(), "predictions": .numbers(try model.predict(columns)),
      "contributions": .numbers(withBase(values)),
    ]
  }

  private static func columns(_ fields: JSONFields) throws -> [FeatureColumn] {
    let kinds = try fields.strings("kinds")
    guard let items = try fields.value("columns").array, items.count == kinds.count else {
      throw fields.fault("columns", expected: "a list for each kind")
    }
    return try zip(items, kinds).map { item, kind in
      guard let values = item.doubles else {
        throw fields.fault("columns", expected: "lists of numbers")
      }
      return kind == "c"
        ? .categories(values.map { $0.isNaN ? -1 : Int32($0) }) : .numbers(values.map { Float($0) })
    }
  }

  private static func model(
    _ fields: JSONFields, _ columns: [FeatureColumn]
  ) throws -> BoostedTrees {
    if fields.object.names.contains("model") {
      return try BoostedTrees(xgboost: fields.fields("model"))
    }
    return try BoostedTrees.fit(
      columns, targets: fields.numbers("targets"),
      objective: Objective(fields.fields("objective")), parameters: parameters(fields))
  }

  private static func parameters(_ fields: JSONFields) throws -> BoostingParameters {
    let chosen = try fields.fields("parameters")
    var parameters = BoostingParameters()
    parameters.trees = try chosen.integer("trees", in: 1...1000)
    parameters.maxDepth = try chosen.integer("depth", in: 0...16)
    parameters.maxLeaves = try chosen.integer("leaves", in: 0...1000)
    parameters.learningRate = try chosen.number("learning_rate")
    return parameters
  }

  /// The mean score stands behind the features' values, as XGBoost has it.
  private static func withBase(_ values: ShapleyValues) -> [Double] {
    (0..<values.rows * values.outputs).flatMap { index in
      values.of(row: index / values.outputs, output: index % values.outputs)
        + [values.base[index % values.outputs]]
    }
  }
}
