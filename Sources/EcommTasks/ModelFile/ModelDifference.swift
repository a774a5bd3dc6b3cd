import EcommBase

/// What stands in one model and not, or otherwise, in another.
public struct ModelDifference: Sendable, Equatable {
  /// `settings/horizon`.
  public let path: String
  public let before: JSON?
  public let after: JSON?

  public var json: JSON {
    ["path": .string(path), "before": before ?? .null, "after": after ?? .null]
  }

  /// In the order of the paths. Arrays are compared as a whole: a place inside a tree says little.
  public static func between(_ a: ModelFile, _ b: ModelFile) throws -> [ModelDifference] {
    let file = "model"
    return differences(
      try JSONReader.read(a.bytes, file: file), try JSONReader.read(b.bytes, file: file), at: "")
  }

  private static func differences(_ a: JSON?, _ b: JSON?, at path: String) -> [ModelDifference] {
    guard let a = a?.object, let b = b?.object else {
      return a == b ? [] : [ModelDifference(path: path, before: a, after: b)]
    }
    let names = Set(a.names).union(b.names).sorted { $0.precedesInUTF8($1) }
    return names.flatMap {
      differences(a[$0], b[$0], at: path.isEmpty ? $0 : path + "/" + $0)
    }
  }
}
