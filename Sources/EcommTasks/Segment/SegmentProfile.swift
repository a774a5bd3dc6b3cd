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
  /// Sizes and what is to be expected; what customers are like is in `typical`.
  var json: JSON {
    [
      "name": .string(name), "kind": .string(kind.rawValue), "customers": .integer(customers),
      "share": .number(share), "revenue": .number(revenue), "revenue_share": .number(revenueShare),
      "expected_purchases": .optional(expectedPurchases),
      "expected_value": .optional(expectedValue), "anomalies": .integer(anomalies),
    ]
  }

  var advice: JSON {
    ["name": .string(name), "description": .string(description), "action": .string(action)]
  }

  /// Medians or means, with the segment's name.
  func figures(_ values: [CustomerFigure: Double]) -> JSON {
    .object(
      JSON.Object(
        [("name", .string(name))] + values.map { ($0.key.rawValue, .number($0.value)) }))
  }
}

extension [SegmentProfile] {
  /// Members of an evaluation.
  var json: [(String, JSON)] {
    [
      ("segments", .array(map(\.json))), ("advice", .array(map(\.advice))),
      ("medians", .array(map { $0.figures($0.medians) })),
      ("means", .array(map { $0.figures($0.means) })),
    ]
  }
}
