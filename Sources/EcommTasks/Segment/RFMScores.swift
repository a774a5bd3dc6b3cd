import EcommBase

/// Scores from 1 to 5 by fifths of the customers a model was made of: 5 bought lately, often, for much.
struct RFMScores: Sendable, Equatable {
  /// The limits between the fifths, ascending, of each of `CustomerFigure.usual`.
  let limits: [[Double]]

  init(_ customers: Customers) throws {
    limits = try CustomerFigure.usual.map { figure in
      let sorted = try customers.require(figure).sorted()
      return [0.2, 0.4, 0.6, 0.8].map { FigureScale.quantile(sorted, $0) }
    }
  }

  init(_ fields: JSONFields) throws {
    limits = try fields.lists("limits", each: 4)
    guard limits.count == CustomerFigure.usual.count,
      limits.allSatisfy({ zip($0, $0.dropFirst()).allSatisfy { $0 <= $1 } })
    else { throw fields.fault("limits", expected: "three lists of four ascending numbers") }
  }

  var json: JSON { ["limits": .array(limits.map(JSON.numbers))] }

  /// Of each customer the scores of recency, frequency and value.
  func scores(_ customers: Customers) throws -> [[Int]] {
    try zip(CustomerFigure.usual, limits).map { figure, limits in
      try customers.require(figure).map { value in
        let above = limits.count { value > $0 }
        return figure == .recency ? 5 - above : 1 + above
      }
    }
  }
}
