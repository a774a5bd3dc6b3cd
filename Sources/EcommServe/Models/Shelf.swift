import EcommBase
import EcommTasks
import Glibc

/// All models of the service at one moment. A request sees one shelf from its beginning to its end;
/// a reload makes another.
final class Shelf: Sendable {
  /// A file that could not be read; the model before it goes on serving where there was one.
  struct Failure: Sendable {
    let name: String
    let path: String
    let reason: String
    let signature: [FileSignature]
  }

  /// A model beside another. Nil where its file cannot be read or it does not fit; then it takes no part.
  struct Challenge: Sendable {
    let name: String
    let path: String
    let model: ServedModel?
    let failure: Failure?
  }

  /// In the order of their names.
  let models: [ServedModel]
  /// By the name of the model that each challenges.
  let challengers: [String: ServedModel]
  /// In the order in which they were asked for.
  let challenges: [Challenge]
  /// Of the models themselves.
  let failures: [Failure]
  /// The models that each short route may stand for.
  let fitting: [ShortForm: [ServedModel]]
  private let places: [String: Int]

  typealias Challengers = [(name: String, path: String)]

  /// Files, or folders whose `.json` files are meant. Every file must be a model.
  convenience init(paths: [String], challengers: Challengers = []) throws {
    try self.init(paths: paths, challengers: challengers, after: nil)
    if let failure = failures.first { throw ShelfError.unreadable(reason: failure.reason) }
    for challenger in challengers where self[challenger.name] == nil {
      throw ShelfError.unknownChampion(
        name: challenger.name,
        nearest: Nearest.match(challenger.name, in: models.map(\.name)))
    }
    if let failure = challenges.compactMap(\.failure).first {
      throw ShelfError.unfit(path: failure.path, champion: failure.name, reason: failure.reason)
    }
  }

  /// What has not changed is taken from the shelf before; a file that cannot be read leaves its model
  /// as it was.
  init(paths: [String], challengers wanted: Challengers, after old: Shelf?) throws {
    var reader = Reader(old: old)
    for path in try paths.flatMap(Self.files) {
      reader.read(path, name: ModelHistory.name(of: path), known: old?[ModelHistory.name(of: path)])
    }
    let models = reader.models.sorted { $0.name.precedesInUTF8($1.name) }
    guard !(models.isEmpty && reader.failures.isEmpty) else { throw ShelfError.empty(paths: paths) }
    for (a, b) in zip(models, models.dropFirst()) where a.name == b.name {
      throw ShelfError.twice(name: a.name)
    }
    self.models = models
    challenges = wanted.map { name, path in
      Self.challenge(path, models.first { $0.name == name }, name: name, after: old)
    }
    challengers = Dictionary(
      challenges.compactMap { one in one.model.map { (one.name, $0) } },
      uniquingKeysWith: { _, last in last })
    failures = reader.failures
    places = Self.places(models)
    fitting = ShortForm.allCases.reduce(into: [:]) { fitting, form in
      fitting[form] = models.filter(form.fits)
    }
  }

  /// Reads files one by one, with what to do when one cannot be read.
  private struct Reader {
    let old: Shelf?
    var models: [ServedModel] = []
    var failures: [Failure] = []

    mutating func read(_ path: String, name: String, known: ServedModel?) {
      let signature = ServedModel.signature(path)
      if let known, known.signature == signature { return models.append(known) }
      do {
        models.append(try ServedModel(path, name: name, previous: known))
      } catch {
        let reason = (error as? any Complaint)?.text ?? "it cannot be read"
        failures.append(Failure(name: name, path: path, reason: reason, signature: signature))
        if let known { models.append(known) }
      }
    }
  }

  /// A file that cannot be read leaves its challenger as it was; one that does not fit takes no part.
  private static func challenge(
    _ path: String, _ champion: ServedModel?, name: String, after old: Shelf?
  ) -> Challenge {
    var reader = Reader(old: old)
    reader.read(path, name: name, known: old?.challengers[name])
    guard let model = reader.models.first else {
      return Challenge(name: name, path: path, model: nil, failure: reader.failures.first)
    }
    guard let misfit = model.misfit(beside: champion) else {
      return Challenge(name: name, path: path, model: model, failure: reader.failures.first)
    }
    let failure = Failure(
      name: name, path: path, reason: misfit + ".", signature: ServedModel.signature(path))
    return Challenge(name: name, path: path, model: nil, failure: failure)
  }

  private static func places(_ models: [ServedModel]) -> [String: Int] {
    Dictionary(
      zip(models.map(\.name), models.indices), uniquingKeysWith: { first, _ in first })
  }

  subscript(name: String) -> ServedModel? { places[name].map { models[$0] } }

  /// Whether the files are no longer those that were read.
  func isOutdated(paths: [String]) -> Bool {
    guard let files = try? paths.flatMap(Self.files) else { return true }
    guard Set(files.map(ModelHistory.name)) == Set(models.map(\.name) + failures.map(\.name))
    else { return true }
    if challenges.contains(where: \.isOutdated) { return true }
    return files.contains { path in
      let name = ModelHistory.name(of: path)
      let signature = ServedModel.signature(path)
      if let failure = failures.first(where: { $0.name == name }) {
        return failure.signature != signature
      }
      return self[name]?.signature != signature
    }
  }

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

extension Shelf.Challenge {
  fileprivate var isOutdated: Bool {
    (failure?.signature ?? model?.signature) != ServedModel.signature(path)
  }
}

extension Shelf {
  /// For the log.
  var content: String {
    "Loaded \(models.map { "\($0.name) (\($0.id))" }.joined(separator: ", "))."
  }

  var troubles: [String] {
    failures.map { "\($0.name) stays as it was: \($0.reason)" }
      + challenges.compactMap { one in
        one.failure.map {
          "The challenger \(one.path) of \(one.name) "
            + (one.model == nil ? "takes no part: " : "stays as it was: ") + $0.reason
        }
      }
  }

  var isWhole: Bool { failures.isEmpty && challenges.allSatisfy { $0.failure == nil } }
}

enum ShelfError: Error, Sendable, Equatable {
  case empty(paths: [String])
  case twice(name: String)
  case unreadable(reason: String)
  case unknownChampion(name: String, nearest: String?)
  case unfit(path: String, champion: String, reason: String)
}

extension ShelfError: Complaint {
  var problem: String {
    switch self {
    case .empty(let paths): "there is no model in \(paths.joined(separator: ", "))"
    case .twice(let name): "two models have the name \(name)"
    case .unreadable(let reason): reason
    case .unknownChampion(let name, _): "there is no model \(name) to challenge"
    case .unfit(let path, let champion, let reason):
      "\(path) cannot challenge \(champion): \(reason)"
    }
  }

  var remedy: String? {
    switch self {
    case .empty: "'ecomml TASK train --output FILE' makes one."
    case .unknownChampion(_, let nearest): nearest.map { "The nearest is \($0)." }
    case .twice, .unreadable, .unfit: nil
    }
  }
}
