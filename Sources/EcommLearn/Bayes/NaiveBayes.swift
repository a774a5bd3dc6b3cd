/// The chances of classes from columns that are taken as independent of each other inside each class (Domingos,
/// Pazzani, 1997): the class's share times the chance of every value in it, in logarithms.
///
/// Numbers follow a normal curve in each class (John, Langley, 1995), categories their counted shares, terms of
/// texts a multinomial (McCallum, Nigam, 1998) whose counts may be TF-IDF weights (Rennie et al., 2003).
///
/// Invariant: a missing value, or a category that training never saw, is left out of the product, so that it
/// speaks for no class. Cost: two passes over a column of numbers, one over all else; the model holds two numbers
/// of each class for a column of numbers, one for a category or a term. Columns that repeat each other are
/// counted twice, which makes the chances too sure: calibrate them.
public struct NaiveBayes: Sendable, Equatable {
  /// ln of the share of each class.
  let priors: [Double]
  let columns: [BayesColumn]
  /// (classes, terms): ln of a term's share among the terms of the class; empty where there are no texts.
  let terms: [[Double]]

  public var classes: Int { priors.count }
  var termCount: Int { terms.first?.count ?? 0 }
  /// Columns, and the terms behind them.
  public var columnCount: Int { columns.count + termCount }
}

/// What naive Bayes is fitted with.
public struct BayesParameters: Sendable, Equatable {
  /// Rows that every category and every term gets in each class beside those that are there (Laplace).
  public var smoothing = 1.0
  /// Part of a column's variance that is added to its variance in each class: a class whose numbers are all
  /// the same must not rule out all others.
  public var varianceFloor = 1e-9

  public init(smoothing: Double = 1, varianceFloor: Double = 1e-9) {
    self.smoothing = smoothing
    self.varianceFloor = varianceFloor
  }

  public func validate() throws(LinearError) {
    guard (1e-9...1e9).contains(smoothing) else {
      throw .badParameter(name: "smoothing", expected: "from 1e-9 to 1e9")
    }
    guard (1e-12...1).contains(varianceFloor) else {
      throw .badParameter(name: "varianceFloor", expected: "from 1e-12 to 1")
    }
  }
}
