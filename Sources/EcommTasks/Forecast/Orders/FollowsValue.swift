import EcommBase
import EcommLearn

/// Regressors that move so closely with the value that they are hardly known ahead: the pieces sold, the
/// discount given, the orders of the same day.
enum FollowsValue {
  private static let suspicious = 0.97

  static func warnings(_ panel: SeriesPanel) -> [String] {
    panel.regressors.enumerated().compactMap { column, name in
      let pairs = panel.series.flatMap { zip($0.values, $0.regressors[column]) }
        .filter { !$0.0.isNaN && !$0.1.isNaN }
      let likeness = Correlation.pearson(pairs.map(\.0), pairs.map(\.1)).map(abs) ?? 0
      guard likeness > suspicious else { return nil }
      return
        "warning: \(name) moves with the value (correlation \(Figures.fixed(likeness, 2))): is it "
        + "known ahead? If not, leave it out of --regressors"
    }
  }
}
