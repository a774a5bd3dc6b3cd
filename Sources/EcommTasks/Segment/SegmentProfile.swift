import EcommBase

/// One segment as a person reads it: its name, its size, what its customers are like.
public struct SegmentProfile: Sendable, Equatable {
  /// From 1, the segment with the most value a customer first.
  public let number: Int
  public let name: String
  public let kind: SegmentKind
  public let customers: Int
  public let share: Double
  public let revenue: Double
  public let revenueShare: Double
  /// Medians of the figures that are known, and their means.
  public let medians: [CustomerFigure: Double]
  public let means: [CustomerFigure: Double]
  /// Purchases and value to be expected of a customer on average; nil where there is no model of them.
  public let expectedPurchases: Double?
  public let expectedValue: Double?
  public let anomalies: Int

  public var action: String { kind.action }

  /// `typically 10 orders, 3,722 in all, the last 8 days ago`.
  public var description: String {
    let orders = medians[.frequency] ?? 0
    let number = Figures.plain(orders) + (orders == 1 ? " order" : " orders")
    return "typically \(number), \(Figures.fixed(medians[.monetary] ?? 0)) in all, the last "
      + "\(Figures.plain(medians[.recency] ?? 0)) days ago"
  }
}

extension SegmentProfile {
  var json: JSON {
    func object(_ values: [CustomerFigure: Double]) -> JSON {
      .object(JSON.Object(values.map { ($0.key.rawValue, .number($0.value)) }))
    }
    return [
      "number": .integer(number), "name": .string(name), "kind": .string(kind.rawValue),
      "description": .string(description), "action": .string(action),
      "customers": .integer(customers), "share": .number(share), "revenue": .number(revenue),
      "revenue_share": .number(revenueShare), "medians": object(medians), "means": object(means),
      "expected_purchases": .optional(expectedPurchases),
      "expected_value": .optional(expectedValue), "anomalies": .integer(anomalies),
    ]
  }

  init(_ fields: JSONFields, number: Int) throws {
    self.number = number
    name = try fields.string("name")
    kind = try fields.choice("kind")
    customers = try fields.integer("customers", in: 0...Int.max)
    share = try fields.number("share")
    revenue = try fields.number("revenue")
    revenueShare = try fields.number("revenue_share")
    medians = try Self.figures(fields.fields("medians"))
    means = try Self.figures(fields.fields("means"))
    expectedPurchases =
      fields.isNull("expected_purchases") ? nil : try fields.number("expected_purchases")
    expectedValue = fields.isNull("expected_value") ? nil : try fields.number("expected_value")
    anomalies = try fields.integer("anomalies", in: 0...Int.max)
  }

  private static func figures(_ fields: JSONFields) throws -> [CustomerFigure: Double] {
    try CustomerFigure.allCases.reduce(into: [:]) { values, figure in
      guard fields.object[figure.rawValue] != nil else { return }
      values[figure] = try fields.number(figure.rawValue)
    }
  }
}
