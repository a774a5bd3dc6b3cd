import EcommBase
import EcommReport
import EcommTasks
import Glibc

/// Writes a trained model where `--output` says, notes it in the folder's history and says so.
enum ModelSaving {
  /// First the model, then its page, then the tracker, which takes the page along.
  static func save(
    _ model: ModelFile, _ invocation: Invocation, page: (() throws -> Page)? = nil
  ) throws {
    try write(model, invocation)
    if let page { try Reports.write(invocation, page) }
    RunTracking.record(invocation, task: model.task, path: invocation[Shared.model]) {
      ModelRun.fill(&$0, model)
    }
  }

  private static func write(_ model: ModelFile, _ invocation: Invocation) throws {
    guard let path = invocation[Shared.model] else {
      return invocation.console.say("Not saved: name a file with --output.", isNote: false)
    }
    let bytes = model.bytes
    let what = "\(path) (\(Figures.bytes(bytes.count)), id \(model.id))"
    guard !invocation[Shared.dryRun] else { return invocation.console.say("Would save \(what).") }
    try Folder.make(for: path)
    try AtomicFile.write(bytes, to: path)
    try ModelHistory(besideModel: path).append(
      .init(
        time: time(nil), action: "trained", name: ModelHistory.name(of: path), id: model.id,
        details: ["inputs": .strings(invocation.inputs.map(whole))]))
    invocation.console.say("Saved \(what).", isNote: false)
    let input = model.task == .forecast ? "" : " new.csv"
    invocation.console.say("Next: ecomml \(model.task) predict \(path)\(input)", isNote: false)
  }

  /// A path that means the same wherever one stands; patterns and stdin stay.
  static func whole(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// Puts a changed model in place and notes it in the folder's history.
  static func replace(
    _ model: ModelFile, at path: String, action: String, _ invocation: Invocation
  ) throws {
    let what = "\(path) (id \(model.id))"
    guard !invocation[Shared.dryRun] else { return invocation.console.say("Would save \(what).") }
    try Folder.make(for: path)
    try AtomicFile.write(model.bytes, to: path)
    try ModelHistory(besideModel: path).append(
      .init(time: time(nil), action: action, name: ModelHistory.name(of: path), id: model.id))
    invocation.console.say("Saved \(what).", isNote: false)
  }
}
