import EcommLearn

/// Curves of several folds as one: the mean of their heights at even places, each fold counting the same.
enum MeanCurve {
  private static let places = 50

  static func roc(_ rankings: [Ranking]) -> [(Double, Double)] {
    mean(
      rankings.filter { $0.positives > 0 && $0.negatives > 0 }.map { ranking in
        [(0, 0)] + ranking.rocCurve.map { ($0.falseRate, $0.trueRate) }
      })
  }

  static func precisionRecall(_ rankings: [Ranking]) -> [(Double, Double)] {
    mean(
      rankings.filter { $0.positives > 0 }.map { ranking in
        let curve = ranking.precisionRecallCurve.map { ($0.recall, $0.precision) }
        return curve.first.map { [(0, $0.1)] + curve } ?? []
      })
  }

  private static func mean(_ curves: [[(Double, Double)]]) -> [(Double, Double)] {
    let curves = curves.filter { !$0.isEmpty }
    guard !curves.isEmpty else { return [] }
    let even = (0...places).map { Double($0) / Double(places) }
    let heights = curves.map { height($0, even) }
    return even.indices.map { place in
      (even[place], heights.reduce(0) { $0 + $1[place] } / Double(curves.count))
    }
  }

  /// Between the two points around each place of an ascending curve; of several at one place the last.
  private static func height(_ curve: [(Double, Double)], _ places: [Double]) -> [Double] {
    var next = 0
    return places.map { place in
      while next + 1 < curve.count, curve[next + 1].0 <= place { next += 1 }
      guard next + 1 < curve.count, curve[next + 1].0 > curve[next].0 else { return curve[next].1 }
      let share = (place - curve[next].0) / (curve[next + 1].0 - curve[next].0)
      return curve[next].1 + min(max(share, 0), 1) * (curve[next + 1].1 - curve[next].1)
    }
  }
}
