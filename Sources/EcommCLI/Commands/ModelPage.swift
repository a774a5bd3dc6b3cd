import EcommBase
import EcommTasks

/// A model file as a page that a person can read.
enum ModelPage {
  static func lines(_ model: ModelFile, path: String) -> [String] {
    let head = [
      "\(path): \(model.task) model, \(model.learner), id \(model.id)", "",
      "Trained on \(Figures.count(model.data.rows, "row")), "
        + Figures.count(model.data.columns, "column")
        + span(model.data) + rejected(model.data),
    ]
    return head + section("Columns", model.schema.map(column))
      + section("Settings", model.settings.names.map { "\($0) = \(text(model.settings[$0]))" })
      + section("Decision", members(model.decision))
      + section("Evaluation", members(model.evaluation))
  }

  private static func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["", title] + lines.map { "  " + $0 }
  }

  private static func span(_ data: DataSummary) -> String {
    guard let first = data.firstDate, let last = data.lastDate else { return "" }
    return ", \(first) to \(last)"
  }

  private static func rejected(_ data: DataSummary) -> String {
    data.rejectedRows == 0 ? "" : "; \(Figures.count(data.rejectedRows, "row")) rejected"
  }

  private static func column(_ column: SchemaColumn) -> String {
    var words = "\(column.name): \(column.type.rawValue), \(column.role.rawValue)"
    if let range = column.range {
      words += ", \(Figures.short(range.lowerBound)) to \(Figures.short(range.upperBound))"
    }
    if !column.categories.isEmpty { words += ", \(column.categories.count) categories" }
    return words
  }

  /// One line a member; a list of objects, such as a leaderboard, as a table.
  private static func members(_ value: JSON) -> [String] {
    guard let object = value.object else { return [] }
    return object.names.flatMap { name -> [String] in
      guard let value = object[name] else { return [] }
      guard let rows = value.array?.allOrNil(\.object), let first = rows.first else {
        return ["\(name) = \(text(value))"]
      }
      var table = TextTable(first.names)
      for row in rows { table.add(first.names.map { text(row[$0]) }) }
      return ["\(name):"] + table.lines
    }
  }

  private static func text(_ value: JSON?) -> String {
    switch value {
    case .string(let text): text
    case .number(let number): Figures.short(number)
    case let value?: JSONWriter.text(value)
    case nil: "-"
    }
  }
}
