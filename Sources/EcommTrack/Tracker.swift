import EcommBase
import Glibc

/// Where runs go: a folder in MLflow's layout, or its server.
public enum Tracker: Sendable {
  case folder(MLflowFolder)
  case server(MLflowServer)

  /// - Parameter place: `mlruns`, `file:mlruns` or `http://127.0.0.1:5000`.
  public init(_ place: String) throws {
    if place.contains("://") && !place.hasPrefix("file://") {
      self = .server(try MLflowServer(url: place))
    } else {
      let path =
        place.hasPrefix("file://")
        ? String(place.dropFirst(7)) : place.hasPrefix("file:") ? String(place.dropFirst(5)) : place
      self = .folder(MLflowFolder(path))
    }
  }

  /// - Parameter began: told the id that a server gave.
  public func send(_ run: TrackedRun, began: (String) throws -> Void = { _ in }) throws {
    switch self {
    case .folder(let folder): _ = try folder.write(run)
    case .server(let server): try server.send(run, began: began)
    }
  }
}

/// Runs that no tracker took, each in a file of its own, to be sent later.
public struct RunSpool: Sendable {
  public let folder: String

  public static let name = "unsent-runs"

  public init(_ folder: String) { self.folder = folder }

  /// Keeps a run and where it was to go; says the file.
  @discardableResult
  public func keep(_ run: TrackedRun, for place: String) throws -> String {
    let digest = SHA256.hex(of: JSONWriter.bytes(run.json)).prefix(12)
    let path = "\(folder)/\(run.start)-\(digest).json"
    try Folder.make(for: path)
    try write(run, for: place, to: path)
    return path
  }

  private func write(_ run: TrackedRun, for place: String, to path: String) throws {
    let document: JSON = ["tracker": .string(place), "run": run.json]
    try AtomicFile.write(JSONWriter.bytes(document) + [10], to: path)
  }

  /// Oldest first.
  public var files: [String] {
    FolderNames.all(folder).filter { $0.hasSuffix(".json") }.sorted().map { "\(folder)/\($0)" }
  }

  /// Sends one; its file goes when the tracker has it all.
  /// - Parameter place: instead of where it was to go.
  public func push(_ path: String, to place: String? = nil) throws {
    let fields = try JSONFields(
      JSONReader.read(SmallFile.bytes(path), file: path), file: path, path: "")
    var run = try TrackedRun(fields.fields("run"))
    let target = try place ?? fields.string("tracker")
    if place != nil { run.id = nil }
    try Tracker(target).send(run) { id in
      guard run.id != id else { return }
      run.id = id
      try write(run, for: target, to: path)
    }
    unlink(path)
  }
}
