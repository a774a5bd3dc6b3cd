import EcommBase
import Glibc

/// Runs in MLflow's file layout: `EXPERIMENT/RUN/{meta.yaml, params, metrics, tags, artifacts}`.
///
/// A run is written under a name that MLflow passes over and gets its own by one rename, so it is there whole or
/// not at all.
public struct MLflowFolder: Sendable {
  public let path: String

  public init(_ path: String) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// - Returns: the run's id.
  public func write(_ run: TrackedRun) throws -> String {
    try Folder.make(for: path + "/x")
    let experiment = try experiment(named: run.experiment, at: run.start)
    let id = run.id ?? RunID.new(run)
    let parent = "\(path)/\(experiment)"
    let draft = "\(parent)/.\(id).part"
    let artifacts = "file://\(Self.whole(path))/\(experiment)/\(id)/artifacts"
    try Self.write(
      Self.meta([
        ("artifact_uri", artifacts), ("end_time", run.end), ("entry_point_name", ""),
        ("experiment_id", String(experiment)), ("lifecycle_stage", "active"), ("run_id", id),
        ("run_name", run.name), ("run_uuid", id), ("source_name", ""), ("source_type", 4),
        ("source_version", ""), ("start_time", run.start), ("status", 3), ("user_id", "ecomml"),
      ]) + "tags: []\n", to: draft + "/meta.yaml")
    for (name, value) in run.parameters {
      try Self.write(value, to: "\(draft)/params/\(TrackedRun.plain(name))")
    }
    for (name, value) in run.tags + [("mlflow.runName", run.name)] {
      try Self.write(value, to: "\(draft)/tags/\(TrackedRun.plain(name))")
    }
    try writeMetrics(run, draft)
    try Folder.make(for: draft + "/artifacts/x")
    for artifact in run.artifacts {
      try Self.write(artifact.text, to: "\(draft)/artifacts/\(TrackedRun.plain(artifact.path))")
    }
    guard rename(draft, "\(parent)/\(id)") == 0 else {
      throw FileError.cannotWrite(path: "\(parent)/\(id)", code: errno)
    }
    return id
  }

  private func writeMetrics(_ run: TrackedRun, _ draft: String) throws {
    var lines: [String: String] = [:]
    for metric in run.metrics where metric.value.isFinite {
      lines[TrackedRun.plain(metric.name), default: ""] +=
        "\(run.end) \(metric.value) \(metric.step)\n"
    }
    for name in lines.keys.sorted() {
      try Self.write(lines[name] ?? "", to: "\(draft)/metrics/\(name)")
    }
  }

  /// The experiment of this name, made where there is none.
  private func experiment(named name: String, at time: Int) throws -> String {
    for folder in FolderNames.all(path).sorted() where !folder.hasPrefix(".") {
      let meta = "\(path)/\(folder)/meta.yaml"
      guard access(meta, R_OK) == 0 else { continue }
      let lines = try SmallFile.read(meta, limit: 1 << 20).split(separator: "\n")
      let isLive = !lines.contains("lifecycle_stage: deleted")
      if isLive, lines.contains("name: \(Self.quoted(name))") || lines.contains("name: \(name)") {
        return folder
      }
    }
    var id = time
    while access("\(path)/\(id)", F_OK) == 0 { id += 1 }
    let folder = "\(Self.whole(path))/\(id)"
    try Self.write(
      Self.meta([
        ("artifact_location", "file://" + folder), ("creation_time", time),
        ("experiment_id", String(id)), ("last_update_time", time), ("lifecycle_stage", "active"),
        ("name", name),
      ]), to: "\(path)/\(id)/meta.yaml")
    return String(id)
  }

  private static func meta(_ fields: [(String, any Sendable)]) -> String {
    fields.reduce(into: "") { text, field in
      text += "\(field.0): " + ((field.1 as? Int).map(String.init) ?? quoted("\(field.1)")) + "\n"
    }
  }

  /// A YAML text on one line.
  private static func quoted(_ text: String) -> String {
    let line = text.map { $0.isNewline ? " " : $0 }
    return "'" + line.reduce(into: "") { $0 += $1 == "'" ? "''" : String($1) } + "'"
  }

  private static func write(_ text: String, to path: String) throws {
    try Folder.make(for: path)
    try AtomicFile.write(Array(text.utf8), to: path)
  }

  private static func whole(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}

enum RunID {
  /// 32 hexadecimal digits that no other run has.
  static func new(_ run: TrackedRun) -> String {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let place = "\(getpid()) \(time.tv_sec) \(time.tv_nsec)"
    return String(SHA256.hex(of: JSONWriter.bytes(run.json) + Array(place.utf8)).prefix(32))
  }
}
