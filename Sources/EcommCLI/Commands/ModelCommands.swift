import EcommBase
import EcommTasks

enum ModelCommands {
  static let show = Command(
    "model show", "what a model is, what it was trained on and how well it did",
    examples: ["model show Models/sales.json"], inputs: .files("MODEL", 1...1),
    options: [Shared.json.declaration]
  ) { invocation in
    let model = try ModelFile.read(invocation.inputs[0])
    let lines =
      invocation[Shared.json]
      ? [String(decoding: model.bytes.dropLast(), as: UTF8.self)]
      : ModelPage.lines(model, path: invocation.inputs[0])
    try invocation.console.print(lines)
    return .done
  }

  static let diff = Command(
    "model diff", "what differs between two models; exit code 3 if anything does",
    examples: ["model diff Models/sales.json old.json"], inputs: .files("MODEL MODEL", 2...2),
    options: [Shared.json.declaration]
  ) { invocation in
    let models = try invocation.inputs.map(ModelFile.read)
    let differences = try ModelDifference.between(models[0], models[1])
    if invocation[Shared.json] {
      try invocation.console.print(JSONWriter.text(.array(differences.map(\.json))))
    } else if differences.isEmpty {
      try invocation.console.print("The models are the same (id \(models[0].id)).")
    }
    if !invocation[Shared.json] {
      for difference in differences { try invocation.console.print(line(difference)) }
    }
    return differences.isEmpty ? .done : .gate
  }

  static let history = Command(
    "model history", "what was trained and promoted in a folder, and when",
    examples: ["model history Models/"], inputs: .files("MODEL_OR_FOLDER", 1...1),
    options: [Shared.json.declaration]
  ) { invocation in
    let path = invocation.inputs[0]
    let isFolder = !path.hasSuffix(".json") && !path.hasSuffix("/")
    let history = ModelHistory(besideModel: isFolder ? path + "/" : path)
    try Folder.require(history.folder)
    let events = try history.events()
    let name = path.hasSuffix(".json") ? ModelHistory.name(of: path) : nil
    let wanted = events.filter { name == nil || $0.name == name }
    if invocation[Shared.json] {
      try invocation.console.print(JSONWriter.text(.array(wanted.map(\.json))))
      return .done
    }
    try invocation.console.print(
      wanted.isEmpty ? ["No history in \(path)."] : ModelHistoryText.lines(wanted))
    return .done
  }

  private static func line(_ difference: ModelDifference) -> String {
    "\(difference.path): \(brief(difference.before)) -> \(brief(difference.after))"
  }

  private static func brief(_ value: JSON?) -> String {
    guard let value else { return "(none)" }
    let text = JSONWriter.text(value)
    return text.count <= 60 ? text : text.prefix(56) + " ..."
  }
}
