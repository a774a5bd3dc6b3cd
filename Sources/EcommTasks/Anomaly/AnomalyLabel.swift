import EcommBase
import EcommData

/// A column that says which rows are known to be strange.
struct AnomalyLabel: Sendable {
  let column: String
  let type: ColumnType
  /// The usual one and the strange one.
  let classes: [String]
  /// Of every row of the table; false where it is missing.
  let labels: [Bool]
  /// The rows that have one.
  let rows: [Int]
  let notes: [String]

  var line: String {
    let share = Double(rows.count { labels[$0] }) / Double(max(1, rows.count))
    return "\(column) = \(classes[1]) in \(Figures.percent(share)) of "
      + Figures.count(rows.count, "row")
  }

  init(_ name: String, _ positive: String?, in table: Table) throws {
    do {
      let target = try ClassTarget(table, column: name, positive: positive)
      guard target.isBinary else {
        throw AnomalyError.manyClasses(column: name, count: target.classes.count)
      }
      var labels = [Bool](repeating: false, count: table.rowCount)
      for (row, label) in zip(target.rows, target.labels) { labels[row] = label == 1 }
      column = name
      type = target.type
      classes = target.classes
      self.labels = labels
      rows = target.rows
      notes = target.notes
    } catch ClassifyError.oneClass(let column, let value) {
      throw AnomalyError.oneClass(column: column, value: value)
    } catch ClassifyError.manyClasses(let column, let count) {
      throw AnomalyError.manyClasses(column: column, count: count)
    }
  }

  /// `strange` and `usual`, whatever the column calls them.
  static func column(_ name: String, _ labels: [Bool]) -> Column {
    Column(name, .categories(Categories(of: labels.map { $0 ? "strange" : "usual" })))
  }

  /// As a model knows it: `strange` is the value that it was told.
  init(_ known: SchemaColumn, in table: Table) throws {
    guard let column = table[known.name] else { throw AnomalyError.noLabel(known.name) }
    let values = Schema.categories(column.values)
    let strange = known.categories.last
    let isStrange = values.levels.map { $0 == strange }
    self.column = known.name
    type = known.type
    classes = known.categories
    labels = values.codes.map { $0 >= 0 && isStrange[Int($0)] }
    rows = values.codes.indices.filter { values.codes[$0] >= 0 }
    let missing = values.codes.count - rows.count
    notes = missing == 0 ? [] : ["\(Figures.count(missing, "row")) without \(known.name) left out"]
  }
}
