import EcommBase
import EcommData
import EcommTasks

extension ModelCommands {
  private enum Form: String, CaseIterable {
    case xgboost
  }

  private static let to = Option.choice("to", "FORM", "the form to write", default: Form.xgboost)
  private static let from = Option.choice(
    "from", "FORM", "the form of the file", default: Form.xgboost)
  private static let features = Option.file(
    "features", "also write the rows as the trees take them, as CSV")
  private static let target = Option.text(
    "target", "COLUMN", "what the model foretells", defaultText: "target")
  private static let classes = Option.list(
    "classes", "NAME,...",
    "its classes in the order of their numbers; the last of two is the positive one")

  static let export = Command(
    "model export", "boosted trees as a file that XGBoost loads",
    examples: [
      "model export Models/purchase.json --output purchase.xgboost.json",
      "model export Models/purchase.json new.csv --features features.csv --output x.json",
    ],
    inputs: .files("MODEL [ROWS...]", 1...Int.max),
    options: [
      to.declaration, features.declaration, Shared.output.declaration,
      InputOptions.onErrorFail.declaration,
    ] + InputOptions.rows + [Shared.threads.declaration, Shared.quiet.declaration],
    notes: [
      "The file holds the trees: their chances are those before calibration, and they ask for the columns that "
        + "--features writes (categories by their codes)."
    ]
  ) { invocation in
    let path = invocation.inputs[0]
    let model = try ClassModel(ModelFile.read(path), name: path)
    let document = try ClassExchange.xgboost(model)
    if let file = invocation[features] {
      guard invocation.inputs.count > 1 else {
        throw UsageError.missingInput(placeholder: "ROWS for --features", command: "model export")
      }
      let rows = try ClassifyCommands.rows(
        for: model, invocation, onError: invocation[InputOptions.onErrorFail])
      let table = try ClassExchange.features(model, rows, parallel: invocation.parallel)
      try Results.csv(table, to: file, invocation)
      invocation.console.say("Wrote \(file) (\(Figures.count(table.rowCount, "row"))).")
    } else if invocation.inputs.count > 1 {
      throw UsageError.needs(option: "ROWS", other: features.declaration.name)
    }
    try Results.write(JSONWriter.text(document) + "\n", invocation)
    return .done
  }

  static let importing = Command(
    "model import", "a classifier that XGBoost saved as JSON",
    examples: ["model import trained.json --target Revenue --output Models/purchase.json"],
    inputs: .files("FILE", 1...1),
    options: [
      from.declaration, target.declaration, classes.declaration, Shared.model.declaration,
      Shared.dryRun.declaration, Shared.quiet.declaration,
    ],
    notes: [
      "Nothing is known of how well it does: 'classify evaluate MODEL ROWS' tells, and "
        + "'model set-threshold' moves its border from 0.5."
    ]
  ) { invocation in
    let path = invocation.inputs[0]
    let document = try JSONReader.read(SmallFile.bytes(path), file: path)
    let model = try ClassExchange.imported(
      JSONFields(document, file: path, path: ""), target: invocation[target] ?? "target",
      classes: invocation[classes])
    invocation.console.say(
      "\(path): \(Figures.count(model.schema.count - 1, "feature")), "
        + "\(Figures.count(model.settings["trees"]?.integer ?? 0, "tree"))")
    try ModelSaving.save(model, invocation)
    return .done
  }
}
