import EcommBase
import EcommTasks
import EcommTrack
import Glibc

/// Hands what was trained to a tracker. A tracker that is down never fails a training: the run is kept and sent later.
enum RunTracking {
  static let track = Option.text(
    "track", "DIR|URL", "also record the run: a folder of MLflow's, or its server",
    completion: .file, expected: places, isRight: isPlace)
  static let experiment = Option.text(
    "experiment", "NAME", "the experiment that the run belongs to", defaultText: "ecomml-TASK")

  static let places = "a folder or an address such as http://127.0.0.1:5000"

  @Sendable static func isPlace(_ text: String) -> Bool {
    !text.isEmpty && (try? Tracker(text)) != nil
  }

  static let options: [OptionDeclaration] = [track.declaration, experiment.declaration]

  /// - Parameters:
  ///   - path: where the model is; nil where it was not saved.
  ///   - hasPage: whether the page of the run is written by now.
  static func record(
    _ invocation: Invocation, task: TaskKind, path: String?, hasPage: Bool = true,
    fill: (inout TrackedRun) -> Void
  ) {
    guard let place = invocation[track], !invocation[Shared.dryRun] else { return }
    let name = path.map(ModelHistory.name) ?? task.rawValue
    var run = TrackedRun(
      experiment: invocation[experiment] ?? "ecomml-\(task.rawValue)", name: name,
      start: invocation.started, end: Clock.milliseconds)
    run.tags = [("mlflow.source.name", "ecomml " + invocation.command.name)]
    fill(&run)
    if hasPage { attachReport(invocation, &run) }
    send(run, to: place, spool: spool(path), invocation.console)
  }

  /// The figures of a result as metrics, and the result itself.
  static func record(
    _ invocation: Invocation, task: TaskKind, path: String?, result: JSON
  ) {
    record(invocation, task: task, path: path) { run in
      ModelRun.fill(&run, figures: result)
      run.artifacts.append(.init("result.json", JSONWriter.text(result) + "\n"))
    }
  }

  private static func attachReport(_ invocation: Invocation, _ run: inout TrackedRun) {
    guard let path = invocation[Shared.report], let page = try? SmallFile.read(path) else { return }
    run.artifacts.append(.init("report.html", page))
  }

  private static func spool(_ path: String?) -> RunSpool {
    let folder = path.flatMap { path in path.lastIndex(of: "/").map { String(path[...$0]) } } ?? ""
    return RunSpool(folder + RunSpool.name)
  }

  private static func send(
    _ run: TrackedRun, to place: String, spool: RunSpool, _ console: Console
  ) {
    var begun = run
    do {
      let tracker = try Tracker(place)
      try tracker.send(run) { begun.id = $0 }
      console.say("Recorded in \(place)\(hint(tracker, place)).")
    } catch let complaint as any Complaint {
      console.say("The run is not recorded in \(place): \(complaint.text)")
      keep(begun, place, spool, console)
    } catch {
      console.say("The run is not recorded in \(place): \(error)")
      keep(begun, place, spool, console)
    }
  }

  private static func hint(_ tracker: Tracker, _ place: String) -> String {
    guard case .folder = tracker else { return "" }
    return "; to see it: MLFLOW_ALLOW_FILE_STORE=true mlflow ui --backend-store-uri \(place)"
  }

  private static func keep(
    _ run: TrackedRun, _ place: String, _ spool: RunSpool, _ console: Console
  ) {
    do {
      let path = try spool.keep(run, for: place)
      console.say("It is kept as \(path). Send it later: ecomml track push \(spool.folder)")
    } catch {
      console.say("It could not be kept in \(spool.folder) either.")
    }
  }
}

enum Clock {
  /// Since 1970.
  static var milliseconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
  }
}
