import EcommBase
import EcommData

/// What a model says of each customer, in the order of the input.
public struct SegmentAnswers: Sendable {
  public let customers: Customers
  /// Places in the model's segments; -1 for a customer whose figures are not known.
  public let segments: [Int]
  public let segmentNames: [String]
  public let isOdd: [Bool]
  /// To the own centre and to the next one, in deviations.
  public let distances: [Double]
  public let nextDistances: [Double]
  /// Of recency, frequency and value.
  public let scores: [[Int]]
  /// Purchases and value to be expected, and the chance that the customer has not left; nil where the
  /// model or the input has nothing to tell them by.
  public let expectedPurchases: [Double]?
  public let expectedValue: [Double]?
  public let chanceAlive: [Double]?

  /// `customer,segment,name,anomaly`, and what is to be expected.
  public var table: Table {
    Table([customer] + decision + expected, rowCount: customers.count)
  }

  /// All figures beside.
  public var wideTable: Table {
    let figures = CustomerFigure.allCases.compactMap { figure in
      customers[figure].map { Column(figure.rawValue, Self.values($0)) }
    }
    let scored = zip(["r_score", "f_score", "m_score"], scores).map { name, scores in
      Column(name, .integers(scores.map { Int64($0) }))
    }
    let country =
      customers.countries.isEmpty
      ? [] : [Column("country", .categories(Categories(of: customers.countries)))]
    let places = [
      Column("distance", .numbers(distances)), Column("next_distance", .numbers(nextDistances)),
    ]
    return Table(
      [customer] + figures + country + scored + decision + places + expected,
      rowCount: customers.count)
  }

  private var customer: Column {
    var texts = Texts()
    for name in customers.names { texts.append(name.utf8) }
    return Column("customer", .texts(texts))
  }

  private var decision: [Column] {
    var names = Texts()
    for segment in segments {
      if segment < 0 { names.appendMissing() } else { names.append(segmentNames[segment].utf8) }
    }
    return [
      Column(
        "segment",
        .integers(segments.map { $0 < 0 ? ColumnValues.missingInteger : Int64($0 + 1) })),
      Column("name", .texts(names)),
      Column("anomaly", .booleans(isOdd.map { $0 ? 1 : 0 })),
    ]
  }

  private var expected: [Column] {
    [
      ("expected_purchases", expectedPurchases), ("expected_value", expectedValue),
      ("chance_alive", chanceAlive),
    ].compactMap { name, values in
      values.map { Column(name, .numbers($0.map { Self.rounded($0, 1e4) })) }
    }
  }

  /// Whole numbers without a decimal point where all are.
  private static func values(_ values: [Double]) -> ColumnValues {
    let whole = values.allOrNil { value in
      value.isNaN ? ColumnValues.missingInteger : Int64(exactly: value)
    }
    return whole.map(ColumnValues.integers) ?? .numbers(values)
  }

  private static func rounded(_ value: Double, _ scale: Double) -> Double {
    value.magnitude < 1e11 ? (value * scale).rounded() / scale : value
  }
}

extension SegmentAnswers {
  /// The figures and the segments, as later ones are held against them.
  func reference(_ figures: [CustomerFigure]) -> ModelReference {
    ModelReference(
      columns: figureColumns(figures).map(ColumnReference.init),
      prediction: ColumnReference(segmentColumn))
  }

  func figureColumns(_ figures: [CustomerFigure]) -> [Column] {
    figures.compactMap { figure in
      customers[figure].map { Column(figure.rawValue, .numbers($0)) }
    }
  }

  var segmentColumn: Column {
    Column(
      "segment",
      .categories(Categories(of: segments.map { $0 < 0 ? nil : segmentNames[$0] })))
  }
}
