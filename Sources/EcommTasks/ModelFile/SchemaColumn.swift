import EcommBase
import EcommData

/// A column that the model needs, and what values it knew of it.
public struct SchemaColumn: Sendable, Equatable {
  public enum Role: String, Sendable, CaseIterable {
    case feature, target, key, date, value, customer, weight, group
  }

  public enum Missing: String, Sendable, CaseIterable {
    /// A row without it is an error.
    case refuse
    /// The model knows what to do without it.
    case allow
  }

  public var name: String
  public var type: ColumnType
  public var role: Role
  public var missing: Missing
  /// The categories seen in training, in order; empty for other types.
  public var categories: [String]
  /// The smallest and largest value seen in training.
  public var range: ClosedRange<Double>?

  public init(
    name: String, type: ColumnType, role: Role, missing: Missing = .refuse,
    categories: [String] = [], range: ClosedRange<Double>? = nil
  ) {
    self.name = name
    self.type = type
    self.role = role
    self.missing = missing
    self.categories = categories
    self.range = range
  }

  public var json: JSON {
    [
      "name": .string(name), "type": .string(type.rawValue), "role": .string(role.rawValue),
      "missing": .string(missing.rawValue), "categories": .strings(categories),
      "range": range.map { .numbers([$0.lowerBound, $0.upperBound]) } ?? .null,
    ]
  }

  init(_ fields: JSONFields) throws {
    name = try fields.string("name")
    type = try fields.choice("type")
    role = try fields.choice("role")
    missing = try fields.choice("missing")
    categories = try fields.strings("categories")
    let bounds = fields.isNull("range") ? [] : try fields.numbers("range")
    guard bounds.isEmpty || (bounds.count == 2 && bounds[0] <= bounds[1]) else {
      throw fields.fault("range", expected: "two numbers in order")
    }
    range = bounds.isEmpty ? nil : bounds[0]...bounds[1]
  }
}
