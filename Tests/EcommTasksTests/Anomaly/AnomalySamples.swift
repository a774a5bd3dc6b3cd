import EcommBase
import EcommData
import EcommTestKit

@testable import EcommTasks

enum AnomalySamples {
  /// Rows of which the last few are strange in a number, a category or by a missing value.
  static func rows(_ count: Int = 300, strange: Int = 6, seed: UInt64 = 8) -> Table {
    var random = SeededRandom(seed: seed)
    var (amounts, items, countries, labels): ([Double], [Double], [String?], [String?]) = (
      [], [], [], []
    )
    for row in 0..<count {
      let isStrange = row >= count - strange
      amounts.append(isStrange ? 900 + Double(row) : 50 + 10 * random.normal())
      items.append(isStrange ? 40 : Double(1 + random.below(5)))
      countries.append(isStrange ? "XX" : random.below(3) == 0 ? "DE" : "PL")
      labels.append(isStrange ? "yes" : "no")
    }
    amounts[3] = .nan
    return Table([
      Column("amount", .numbers(amounts)), Column("pieces sold", .numbers(items)),
      Column("country", .categories(Categories(of: countries))),
      Column("is_fraud", .categories(Categories(of: labels))),
    ])
  }

  static func input(
    _ table: Table, label: String? = "is_fraud"
  ) throws -> AnomalyInput {
    var wishes = AnomalyInput.Wishes()
    wishes.label = label
    return try AnomalyInput(table, wishes: wishes, rejectedRows: 0)
  }

  static func settings() -> AnomalySettings {
    var settings = AnomalySettings()
    settings.folds = 3
    settings.detectors.isolation.trees = 20
    settings.detectors.isolation.sample = 64
    return settings
  }

  static func read(_ name: String) throws -> Loaded {
    var options = ReadOptions()
    options.errorPolicy = .skip
    return try TableReader.read(SourceTree.root + "/Data/" + name, options)
  }
}
