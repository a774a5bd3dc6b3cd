import EcommBase
import EcommReport
import EcommTasks

enum ModelCommands {
  static let show = Command(
    "model show", "what a model is, what it was trained on and how well it did",
    examples: ["model show Models/sales.json", "model show Models/sales.json --report sales.html"],
    inputs: .files("MODEL", 1...1),
    options: Reports.options + [Shared.json.declaration, Shared.quiet.declaration]
  ) { invocation in
    let path = invocation.inputs[0]
    let model = try ModelFile.read(path)
    let lines =
      invocation[Shared.json]
      ? [String(decoding: model.bytes.dropLast(), as: UTF8.self)]
      : ModelPage.lines(model, path: path)
    try invocation.console.print(lines)
    try Reports.write(invocation) {
      try ModelShowPage.page(model, name: ModelHistory.name(of: path))
    }
    return .done
  }

  static let diff = Command(
    "model diff", "what differs between two models; exit code 3 if anything does",
    examples: ["model diff Models/sales.json old.json"], inputs: .files("MODEL MODEL", 2...2),
    options: Reports.options + [Shared.json.declaration, Shared.quiet.declaration]
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
    try Reports.write(invocation) { ModelDiffPage.page(differences, models[0], models[1]) }
    return differences.isEmpty ? .done : .gate
  }

  static let history = Command(
    "model history", "what was trained and promoted in a folder, and when",
    examples: ["model history Models/", "model history Models/sales.json --report history.html"],
    inputs: .files("MODEL_OR_FOLDER", 1...1),
    options: Reports.options + [Shared.json.declaration, Shared.quiet.declaration]
  ) { invocation in
    let path = invocation.inputs[0]
    let events = try events(path, invocation.console)
    if invocation[Shared.json] {
      try invocation.console.print(JSONWriter.text(.array(events.map(\.json))))
    } else {
      try invocation.console.print(
        events.isEmpty
          ? ["No history in \(path)."]
          : ModelHistoryText.lines(events, invocation.console.style.letters))
    }
    try Reports.write(invocation) { ModelHistoryPage.page(events, place: path) }
    return .done
  }

  /// Those of a folder, or of one model.
  private static func events(
    _ path: String, _ console: Console
  ) throws -> [ModelHistory.Event] {
    let isFolder = !path.hasSuffix(".json") && !path.hasSuffix("/")
    let history = ModelHistory(besideModel: isFolder ? path + "/" : path)
    try Folder.require(history.folder)
    let found = try history.eventsAndDamage()
    if !found.damagedLines.isEmpty {
      console.say(ModelHistoryText.damage(found.damagedLines, history.path))
    }
    let name = path.hasSuffix(".json") ? ModelHistory.name(of: path) : nil
    return found.events.filter { name == nil || $0.name == name }
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
