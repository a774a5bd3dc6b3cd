import EcommBase
import Glibc

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

  /// Before the first change of the model there is none.
  public var isThere: Bool { access(folder, F_OK) == 0 }

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

  /// The table of a segment model's customers: `Models/segments.customers.csv` beside `Models/segments.json`.
  public static func customers(besideModel path: String) -> String {
    (path.hasSuffix(".json") ? String(path.dropLast(5)) : path) + ".customers.csv"
  }

  /// Of a model kept.
  func customers(_ id: String) -> String { Self.customers(besideModel: path(id)) }

  /// A model kept, with its customers.
  public func candidate(_ id: String) throws -> PromotionCandidate {
    PromotionCandidate(try read(id), customers: try Self.bytes(customers(id)))
  }

  /// Nil where there is no such file.
  static func bytes(_ path: String) throws -> [UInt8]? {
    access(path, F_OK) == 0 ? try SmallFile.bytes(path) : nil
  }

  static let pending = "pending.json"
  var pendingPath: String { folder + "/" + Self.pending }
}
