import EcommBase
import EcommData
import EcommTasks

/// `[key,]prediction,probability`; with more classes one `probability_CLASS` each. One row out for every row
/// in, in their order.
struct ClassAnswers {
  let table: Table
  let model: String

  init(
    _ model: ClassModel, _ input: Table, _ predictions: ClassModel.Predictions, key: String?
  ) throws {
    var columns: [Column] = []
    if let key {
      guard let column = input[key] else {
        throw ColumnError.missing(key, nearest: Nearest.match(key, in: input.names))
      }
      columns.append(column)
    }
    columns += model.columns(predictions)
    table = Table(columns, rowCount: input.rowCount)
    self.model = model.id
    try Self.check(key, columns.dropFirst(key == nil ? 0 : 1))
  }

  /// Two columns of one name cannot be told apart.
  private static func check(_ key: String?, _ answers: some Sequence<Column>) throws {
    guard let key, answers.contains(where: { $0.name == key }) else { return }
    throw UsageError.conflict("--key \(key)", "the column \(key) of the answers")
  }

  private init(table: Table, model: String) {
    self.table = table
    self.model = model
  }

  func adding(_ column: Column) throws -> ClassAnswers {
    try Self.check(table.names.first, [column])
    return ClassAnswers(
      table: Table(table.columns + [column], rowCount: table.rowCount), model: model)
  }

  func write(_ invocation: Invocation) throws {
    try TableAnswers(table: table, head: "{\"model\":\(JSONWriter.text(.string(model)))")
      .write(invocation)
  }
}
