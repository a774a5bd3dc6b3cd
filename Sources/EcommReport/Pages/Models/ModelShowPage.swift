import EcommBase
import EcommData
import EcommTasks

/// The page of one model: what it learned from, how well it did, what it decides by.
public enum ModelShowPage {
  /// Columns whose values in training are drawn.
  private static let drawn = 12

  /// - Parameter name: of the file.
  public static func page(_ file: ModelFile, name: String) throws -> Page {
    var page = Page(
      title: "\(name): \(file.task.rawValue) by \(file.learner)", summary: summary(file))
    page.section("How well it did") { $0.members(file.evaluation) }
    page.section("What it decides by") { $0.members(file.decision) }
    page.section("Columns") { section in
      section.table(
        ["column", "type", "role", "from", "to", "categories"], file.schema.map(row),
        wordColumns: [0, 1, 2])
    }
    let columns = try ModelReference(file, name: name).columns
    page.section("What it was trained on") { section in
      section.figures(columns.prefix(drawn).map { ("column-\($0.name)", chart($0)) })
    }
    page.section("The model") { $0.model(file) }
    return page
  }

  private static func summary(_ file: ModelFile) -> String {
    let data = file.data
    let features = file.schema.count { $0.role == .feature }
    let dates = data.firstDate.flatMap { first in data.lastDate.map { ", \(first) to \($0)" } }
    return
      "What is this model? It was trained on \(Figures.count(data.rows, "row"))\(dates ?? "") of "
      + "\(Figures.count(data.columns, "column"))"
      + (features > 0 ? ", looks at \(Figures.count(features, "column"))" : "")
      + " and has the id \(file.id)."
  }

  private static func row(_ column: SchemaColumn) -> [String] {
    [
      column.name, column.type.rawValue, column.role.rawValue,
      column.range.map { Figures.plain($0.lowerBound) } ?? "",
      column.range.map { Figures.plain($0.upperBound) } ?? "",
      column.categories.isEmpty ? "" : Figures.count(column.categories.count),
    ]
  }

  private static let shownCategories = 12
  private static let bins = 24

  private static func chart(_ column: ColumnReference) -> (any Chart)? {
    switch column.spread {
    case .categories(let names, let counts, _):
      return BarChart(
        title: names.first.map { "\(column.name): \($0) is most frequent" } ?? column.name,
        summary: "Rows of the training by category.",
        bars: zip(names, counts).prefix(shownCategories).map { .init($0, [Double($1)]) })
    case .texts(let words, let counts, _):
      return BarChart(
        title: words.first.map { "\(column.name): \u{201C}\($0)\u{201D} is the most frequent word" }
          ?? column.name,
        summary: "How often words came in the training.",
        bars: zip(words, counts).prefix(shownCategories).map { .init($0, [Double($1)]) })
    case .numbers: return histogram(column)
    }
  }

  private static func histogram(_ column: ColumnReference) -> (any Chart)? {
    guard let own = column.distribution, let first = own.points.first, let last = own.points.last,
      last > first, (last - first).isFinite
    else { return nil }
    let width = (last - first) / Double(bins)
    guard width > 0 else { return nil }
    var counts = [Double](repeating: 0, count: bins)
    for (point, count) in zip(own.points, own.counts) {
      counts[max(0, min(bins - 1, Int((point - first) / width)))] += Double(count)
    }
    return HistogramChart(
      title: "\(column.name): from \(Figures.plain(first)) to \(Figures.plain(last)), "
        + "mean \(Figures.short(own.mean))",
      summary: "Rows of the training by value.", name: column.name,
      edges: (0...bins).map { first + Double($0) * width }, groups: [.init("rows", counts)])
  }
}

extension Section {
  /// Longer lists are curves, which other pages draw.
  private static let longestList = 30

  /// One fact a member, of members of members too; a short list of objects, such as a leaderboard, as a table.
  fileprivate mutating func members(_ value: JSON) {
    let members = Self.flat(value, path: "")
    facts(
      members.compactMap { name, value in
        value.array?.first?.object == nil ? (name, value.asFact) : nil
      })
    for (name, value) in members {
      guard let rows = value.array, rows.count <= Self.longestList,
        let names = rows.first?.object?.names
      else { continue }
      subheading(name)
      table(names, rows.map { row in names.map { row[$0]?.asFact ?? "-" } }, wordColumns: [])
    }
  }

  private static func flat(_ value: JSON, path: String) -> [(name: String, value: JSON)] {
    guard let object = value.object else { return path.isEmpty ? [] : [(path, value)] }
    return object.names.flatMap { name -> [(name: String, value: JSON)] in
      flat(object[name] ?? .null, path: path.isEmpty ? name : "\(path) \(name)")
    }
  }
}

extension JSON {
  private static let longest = 80

  /// As a person reads it; long lists end in dots.
  var asFact: String {
    if let text = string { return text }
    if let number = double { return Figures.plain(number) }
    if self == .null { return "-" }
    let text =
      strings.map { $0.joined(separator: ", ") }
      ?? doubles.map { $0.map(Figures.plain).joined(separator: ", ") } ?? JSONWriter.text(self)
    return text.count > Self.longest ? text.prefix(Self.longest) + " ..." : text
  }
}
