import EcommBase

/// The page of new data held against what a model was trained on, from plain figures.
public enum DriftPage {
  /// How far one column has moved.
  public struct Column: Sendable {
    public var name: String
    public var distance: Double
    /// Beyond this it is more than chance.
    public var critical: Double
    /// Of a column, or the word of its test.
    public var test: String

    public init(name: String, distance: Double, critical: Double, test: String) {
      self.name = name
      self.distance = distance
      self.critical = critical
      self.test = test
    }

    public var hasMoved: Bool { distance > critical }
  }

  public static func page(_ columns: [Column], model: String, rows: Int) -> Page {
    let moved = columns.filter(\.hasMoved).sorted {
      ($1.distance, $0.name) < ($0.distance, $1.name)
    }
    let names = moved.prefix(5).map(\.name).joined(separator: ", ")
    var page = Page(
      title: moved.isEmpty
        ? "No drift against \(model)"
        : "Drift against \(model): \(Figures.count(moved.count, "column"))",
      summary:
        "Are the new rows like those of the training? Of \(Figures.count(columns.count, "column")) in "
        + "\(Figures.count(rows, "row")) "
        + (moved.isEmpty
          ? "none has moved beyond chance." : "\(moved.count) moved beyond chance: \(names)."))
    page.section("Columns") { section in
      section.figures([("drift", chart(columns))])
      section.table(
        ["column", "distance", "critical", "test", ""],
        columns.map {
          [
            $0.name, Figures.short($0.distance), Figures.short($0.critical), $0.test,
            $0.hasMoved ? "moved" : "",
          ]
        }, wordColumns: [0, 3, 4])
    }
    return page
  }

  /// Bars with the critical value of each: beyond its line a column has moved.
  public static func chart(_ columns: [Column]) -> (any Chart)? {
    let sorted = columns.sorted { ($1.distance, $0.name) < ($0.distance, $1.name) }
    guard let first = sorted.first else { return nil }
    let count = columns.count(where: \.hasMoved)
    return BarChart(
      title: count == 0
        ? "No column moved beyond chance"
        : "\(Figures.count(count, "column")) moved beyond chance, \(first.name) most",
      summary: "How far each column moved; the line is what chance keeps within.",
      bars: sorted.map { .init($0.name, [$0.distance], limit: $0.critical) })
  }
}
