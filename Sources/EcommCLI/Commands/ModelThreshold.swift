import EcommBase
import EcommTasks

extension ModelCommands {
  static let setThreshold = Command(
    "model set-threshold", "move the border of alarms without training again",
    examples: [
      "model set-threshold Models/fraud.json 0.6", "model set-threshold Models/purchase.json 0.3",
    ],
    inputs: .files("MODEL VALUE", 2...2),
    options: [
      Shared.output.declaration, Shared.dryRun.declaration, Shared.json.declaration,
      Shared.quiet.declaration,
    ],
    notes: [
      "Nothing but the threshold and what is said of it changes; without --output the model is replaced in "
        + "place. 'model show' tells the threshold in force."
    ]
  ) { invocation in
    let path = invocation.inputs[0]
    guard let value = Double(invocation.inputs[1]), value.isFinite else {
      throw ThresholdError.notANumber(invocation.inputs[1])
    }
    let model = try ModelFile.read(path)
    let moved = try model.settingThreshold(value, name: path)
    let before = model.decision["threshold"]?.double ?? value
    if invocation[Shared.json] {
      try invocation.console.print(
        JSONWriter.text([
          "id": .string(moved.id), "before": .number(before), "threshold": .number(value),
        ]))
    } else {
      try invocation.console.print(
        "Threshold \(Figures.short(before)) is now \(Figures.short(value)); the scores stay as they are."
      )
    }
    try ModelSaving.replace(
      moved, at: invocation[Shared.output] ?? path, action: "threshold moved", invocation)
    return .done
  }
}
