import EcommBase
import EcommData
import EcommLearn

/// Where the values of a column of numbers lie in each of the most frequent classes.
public struct ClassSpread: Sendable {
  public struct Group: Sendable {
    public let name: String
    /// Ascending; of many, some taken evenly.
    public let values: [Double]

    /// Least, quarter, median, three quarters, most.
    public var quartiles: [Double] {
      values.isEmpty ? [] : [0, 0.25, 0.5, 0.75, 1].map { Quantile.of(values, $0) }
    }
  }

  public let column: String
  /// The most frequent class first; those without a value are left out.
  public let groups: [Group]

  private static let mostColumns = 4
  private static let mostClasses = 5
  private static let mostValues = 2_000

  /// Of the first columns of numbers.
  /// - Parameter names: of columns, in the order wanted.
  static func all(_ data: ClassData, _ names: [String]) -> [ClassSpread] {
    names.lazy.compactMap { data.table[$0] }.filter { column in
      if case .numbers = ColumnProfile(column).values { true } else { false }
    }.prefix(mostColumns).compactMap { ClassSpread($0, data) }
  }

  private init?(_ column: Column, _ data: ClassData) {
    guard let numbers = column.values.doubles else { return nil }
    var counts = [Int](repeating: 0, count: data.classes.count)
    for label in data.labels { counts[label] += 1 }
    let classes = counts.indices.sorted { (-counts[$0], $0) < (-counts[$1], $1) }
    self.column = column.name
    groups = classes.prefix(Self.mostClasses).compactMap { own in
      let values = numbers.indices.filter { data.labels[$0] == own && numbers[$0].isFinite }
        .map { numbers[$0] }.sorted()
      return values.isEmpty ? nil : Group(name: data.classes[own], values: Self.evenly(values))
    }
    guard !groups.isEmpty else { return nil }
  }

  private static func evenly(_ sorted: [Double]) -> [Double] {
    guard sorted.count > mostValues else { return sorted }
    return (0..<mostValues).map { sorted[$0 * (sorted.count - 1) / (mostValues - 1)] }
  }

  var json: JSON {
    [
      "column": .string(column),
      "classes": .array(
        groups.map { ["class": .string($0.name), "quartiles": .numbers($0.quartiles)] }),
    ]
  }
}
