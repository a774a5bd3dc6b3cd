import EcommBase
import EcommData

/// What a model's training saw, as new data is held against it: its columns, the target, and what the model
/// said.
public struct ModelReference: Sendable, Equatable {
  public var columns: [ColumnReference]
  public var target: ColumnReference?
  public var prediction: ColumnReference?

  init(
    columns: [ColumnReference], target: ColumnReference? = nil, prediction: ColumnReference? = nil
  ) {
    self.columns = columns
    self.target = target
    self.prediction = prediction
  }

  var json: JSON.Object {
    JSON.Object([
      ("columns", .array(columns.map(\.json))), ("target", target?.json ?? .null),
      ("prediction", prediction?.json ?? .null),
    ])
  }

  /// Of a model file; no columns where it has no reference.
  public init(_ file: ModelFile, name: String) throws {
    guard file.reference != .null else {
      self.init(columns: [])
      return
    }
    let fields = try JSONFields(file.reference, file: name, path: "reference")
    func one(_ name: String) throws -> ColumnReference? {
      guard let value = fields.object[name], value != .null else { return nil }
      return try ColumnReference(fields.fields(name))
    }
    self.init(
      columns: try fields.objects("columns").map(ColumnReference.init), target: try one("target"),
      prediction: try one("prediction"))
  }
}
