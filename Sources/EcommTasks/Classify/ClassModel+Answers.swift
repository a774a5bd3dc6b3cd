import EcommBase
import EcommData

extension ClassModel {
  /// `prediction,probability`; with more classes one `probability_CLASS` each.
  public func columns(_ predictions: Predictions) -> [Column] {
    let codes = predictions.labels.map { Int32(truncatingIfNeeded: $0) }
    let label = Column(
      "prediction", .categories(Categories(levels: decision.classes, codes: codes)))
    let chances = predictions.probabilities
    guard !decision.isBinary else {
      return [label, Column("probability", .numbers(chances.column(1)))]
    }
    return [label]
      + decision.classes.enumerated().map {
        Column("probability_\($1)", .numbers(chances.column($0)))
      }
  }
}
