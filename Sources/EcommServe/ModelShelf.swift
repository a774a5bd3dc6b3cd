import EcommBase
import EcommTasks
import Glibc

/// The models of a service by name: read once, then only looked at.
public struct ModelShelf: Sendable {
  public struct Entry: Sendable {
    public let name: String
    public let file: ModelFile
  }

  /// In the order of their names.
  public let entries: [Entry]

  /// Files, or folders whose `.json` files are meant.
  public init(paths: [String]) throws {
    let files = try paths.flatMap(Self.files)
    entries = try files.map { Entry(name: ModelHistory.name(of: $0), file: try ModelFile.read($0)) }
      .sorted { $0.name.precedesInUTF8($1.name) }
    guard !entries.isEmpty else { throw ShelfError.empty(paths: paths) }
    for (a, b) in zip(entries, entries.dropFirst()) where a.name == b.name {
      throw ShelfError.twice(name: a.name)
    }
  }

  public subscript(task: TaskKind) -> [Entry] { entries.filter { $0.file.task == task } }

  private static func files(_ path: String) throws -> [String] {
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileError.cannotOpen(path: path, code: errno) }
    guard status.st_mode & S_IFMT == S_IFDIR else { return [path] }
    guard let folder = opendir(path) else { throw FileError.cannotOpen(path: path, code: errno) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".json") { names.append(path + (path.hasSuffix("/") ? "" : "/") + name) }
    }
    return names.sorted { $0.precedesInUTF8($1) }
  }
}

enum ShelfError: Error, Sendable, Equatable {
  case empty(paths: [String])
  case twice(name: String)
}

extension ShelfError: Complaint {
  var problem: String {
    switch self {
    case .empty(let paths): "there is no model in \(paths.joined(separator: ", "))"
    case .twice(let name): "two models have the name \(name)"
    }
  }

  var remedy: String? {
    switch self {
    case .empty: "'ecomml TASK train --output FILE' makes one."
    case .twice: nil
    }
  }
}
