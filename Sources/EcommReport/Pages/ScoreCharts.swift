import EcommBase
import EcommLearn
import EcommTasks

/// Pictures of scores of two classes: what classifiers and detectors share.
enum ScoreCharts {
  typealias Curve = (name: String, points: [(Double, Double)])

  static func roc(
    _ curves: [Curve], area: Double?, asked: String, mark: CurveChart.Mark? = nil
  ) -> (any Chart)? {
    guard curves.contains(where: { $0.points.count > 1 }) else { return nil }
    let finding = area.map {
      "ROC-AUC \(Figures.fixed($0, 3)): \(asked) ranks above another row in "
        + "\(Figures.fixed($0 * 100)) of 100 pairs"
    }
    var chart = CurveChart(
      title: finding ?? "ROC",
      summary: "True positive rate over false positive rate. Thin lines join equal Youden's J.",
      x: .share("false positive rate"), y: .share("true positive rate"),
      curves: curves.map { .init($0.name, [(0, 0)] + $0.points.map { (x: $0.0, y: $0.1) }) })
    chart.guides =
      [0.2, 0.4, 0.6, 0.8].map { .init("", [(0, $0), (1 - $0, 1)]) }
      + [.init("chance", [(0, 0), (1, 1)], isDashed: true)]
    chart.marks = [mark].compactMap(\.self)
    return chart
  }

  static func precisionRecall(
    _ curves: [Curve], area: Double?, baseRate: Double, mark: CurveChart.Mark? = nil
  ) -> (any Chart)? {
    guard curves.contains(where: { $0.points.count > 1 }) else { return nil }
    let finding = area.map {
      "PR-AUC \(Figures.fixed($0, 3)), where chance gives \(Figures.fixed(baseRate, 3))"
    }
    var chart = CurveChart(
      title: finding ?? "Precision and recall",
      summary: "Precision over recall. Thin lines join equal F1.", x: .share("recall"),
      y: .share("precision"),
      curves: curves.map { .init($0.name, $0.points.map { (x: $0.0, y: $0.1) }) })
    chart.guides =
      [0.2, 0.4, 0.6, 0.8].map { .init("F1 \(Figures.plain($0))", equalF1($0)) }
      + [.init("chance", [(0, baseRate), (1, baseRate)], isDashed: true)]
    chart.marks = [mark].compactMap(\.self)
    return chart
  }

  private static func equalF1(_ f1: Double) -> [Canvas.Point] {
    let first = f1 / (2 - f1)
    return (0...40).map { step in
      let recall = first + (1 - first) * Double(step) / 40
      return (recall, f1 * recall / (2 * recall - f1))
    }
  }

  static func thresholds(
    _ curves: ScoreCurves, threshold: Double?, name: String, unit: Unit
  ) -> any Chart {
    func line(_ title: String, _ read: (Confusion) -> Double) -> CurveChart.Curve {
      .init(title, curves.thresholds.map { (x: $0.threshold, y: read($0.counts)) })
    }
    let best = curves.thresholds.max { $0.counts.f1 < $1.counts.f1 }
    let finding = best.map {
      "F1 is highest, \(Figures.fixed($0.counts.f1, 2)), at a threshold of about "
        + Figures.plain($0.threshold)
    }
    var chart = CurveChart(
      title: finding ?? "Thresholds",
      summary: "Precision, recall, F1 and the share of flagged rows at every threshold.",
      x: .init(name, unit), y: .share(""),
      curves: [
        line("precision") { $0.flaggedShare > 0 ? $0.precision : .nan }, line("recall", \.recall),
        line("F1", \.f1),
        line("flagged", \.flaggedShare),
      ])
    if let threshold, threshold.isFinite {
      chart.guides = [
        .init("in force", [(threshold, 0), (threshold, 1)], isDashed: true)
      ]
    }
    return chart
  }

  static func gains(_ curves: ScoreCurves, asked: String) -> any Chart {
    let tenth = curves.gains.first { $0.share >= 0.1 }?.gain ?? 0
    var chart = CurveChart(
      title: "The top 10 % of rows hold \(Figures.percent(tenth, 0)) of \(asked)",
      summary: "The share of what is asked for among the rows with the highest scores.",
      x: .share("rows, highest scores first"), y: .share("found"),
      curves: [.init("found", curves.gains.map { (x: $0.share, y: $0.gain) })])
    chart.guides = [.init("chance", [(0, 0), (1, 1)], isDashed: true)]
    chart.marks = [.init((0.1, tenth), Figures.percent(tenth, 0))]
    return chart
  }

  static func lift(_ curves: ScoreCurves) -> any Chart {
    let points = curves.gains.dropFirst().map { (x: $0.share, y: $0.gain / $0.share) }
    let tenth = points.first { $0.x >= 0.1 }?.y ?? 0
    var chart = CurveChart(
      title: "The top 10 % hold \(Figures.fixed(tenth, 1)) times as many as chance would",
      summary: "How many times more than chance the rows with the highest scores hold.",
      x: .share("rows, highest scores first"), y: .init("lift", covers: [0, 1]),
      curves: [.init("lift", points)])
    chart.guides = [.init("chance", [(0, 1), (1, 1)], isDashed: true)]
    return chart
  }

  static func histogram(
    _ histogram: Histogram, threshold: Double?, name: String, title: String, unit: Unit = .number
  ) -> any Chart {
    let groups = zip(histogram.names, histogram.counts).map { name, counts in
      NamedValues(name, counts.map(Double.init))
    }
    var chart = HistogramChart(
      title: title, summary: "How often scores lie where, by class.", name: name, unit: unit,
      edges: histogram.edges, groups: groups, isShare: groups.count > 1)
    if let threshold, threshold.isFinite {
      chart.marks = [(threshold, "threshold \(Figures.short(threshold))")]
    }
    return chart
  }

  static func mark(_ counts: Confusion, _ threshold: Double, isROC: Bool) -> CurveChart.Mark {
    let at =
      isROC
      ? (x: 1 - counts.specificity, y: counts.recall) : (x: counts.recall, y: counts.precision)
    return .init(at, "threshold \(Figures.short(threshold))")
  }
}
