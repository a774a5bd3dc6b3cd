import EcommBase

/// The models that stood in one place before: `Models/history/NAME/ID.json` beside `Models/NAME.json`.
public struct ModelArchive: Sendable {
  public let model: String
  public let folder: String

  public init(model: String) {
    self.model = model
    let slash = model.lastIndex(of: "/")
    let parent = slash.map { String(model[...$0]) } ?? ""
    folder = parent + "history/" + ModelHistory.name(of: model)
  }

  public func path(_ id: String) -> String { "\(folder)/\(id).json" }

  /// Ids of models kept, in order.
  public var ids: [String] {
    FolderNames.all(folder).filter { $0.hasSuffix(".json") && $0 != Self.pending }
      .map { String($0.dropLast(5)) }.sorted()
  }

  public func read(_ id: String) throws -> ModelFile {
    guard ids.contains(id) else {
      throw PromotionError.notInArchive(model: model, id: id, known: ids)
    }
    return try ModelFile.read(path(id))
  }

  static let pending = "pending.json"
  var pendingPath: String { folder + "/" + Self.pending }
}
