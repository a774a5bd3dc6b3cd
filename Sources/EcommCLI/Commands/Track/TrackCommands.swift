import EcommBase
import EcommTrack
import Glibc

enum TrackCommands {
  private static let to = Option.text(
    "to", "DIR|URL", "another tracker than the one that was meant", completion: .file,
    defaultText: "as it was meant", expected: RunTracking.places, isRight: RunTracking.isPlace)

  static let push = Command(
    "track push", "send runs that a tracker did not take when they were made",
    examples: ["track push Models/unsent-runs", "track push Models --to http://127.0.0.1:5000"],
    inputs: .files("FOLDER", 1...1),
    options: [to.declaration, Shared.json.declaration, Shared.quiet.declaration]
  ) { invocation in
    try Folder.require(invocation.inputs[0])
    let spool = spool(invocation.inputs[0])
    var (sent, failed) = (0, 0)
    for file in spool.files {
      do {
        try spool.push(file, to: invocation[to])
        sent += 1
      } catch let complaint as any Complaint {
        invocation.console.complain("ecomml: \(file): \(complaint.text)")
        failed += 1
      }
    }
    let line =
      invocation[Shared.json]
      ? JSONWriter.text(["sent": .integer(sent), "left": .integer(failed)])
      : "\(Figures.count(sent, "run")) sent, \(Figures.count(failed)) left."
    try invocation.console.print(line)
    return failed == 0 ? .done : .failed
  }

  /// The folder itself, or that of the models beside it.
  private static func spool(_ folder: String) -> RunSpool {
    let bare = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let inside = bare + "/" + RunSpool.name
    return RunSpool(access(inside, F_OK) == 0 ? inside : bare)
  }
}
