import EcommBase
import EcommTasks

/// Pictures of segments and of how many there should be.
enum SegmentCharts {
  static func choice(_ choice: SegmentChoice) -> [(name: String, chart: (any Chart)?)] {
    [
      ("elbow", elbow(choice)), ("silhouette-by-k", silhouettes(choice)),
      ("explained", explained(choice)),
    ]
  }

  private static func elbow(_ choice: SegmentChoice) -> (any Chart)? {
    guard choice.entries.count > 1 else { return nil }
    var chart = CurveChart(
      title: choice.elbow.map { "The elbow lies at \($0) segments, \(choice.k) are kept" }
        ?? "No elbow to be seen",
      summary: "Sum of squared distances to the centres by number of segments.",
      x: .init("segments"), y: .init("inertia", covers: [0]),
      curves: [.init("inertia", choice.entries.map { (x: Double($0.k), y: $0.inertia) })])
    chart.marks = choice.entries.filter { $0.k == choice.k || $0.k == choice.elbow }.map { entry in
      let words = [entry.k == choice.elbow ? "elbow" : "", entry.k == choice.k ? "kept" : ""]
      return .init(
        (Double(entry.k), entry.inertia),
        words.filter { !$0.isEmpty }.joined(separator: ", ") + " (\(entry.k))")
    }
    return chart
  }

  private static func silhouettes(_ choice: SegmentChoice) -> (any Chart)? {
    guard choice.entries.count > 1 else { return nil }
    func curve(
      _ name: String, _ read: (SegmentChoice.Entry) -> Double?
    ) -> CurveChart.Curve {
      .init(name, choice.entries.map { (x: Double($0.k), y: read($0) ?? .nan) })
    }
    var chart = CurveChart(
      title: "\(choice.k) segments: \(choice.reason)",
      summary: "Silhouette and stability by number of segments; 1 is best.", x: .init("segments"),
      y: .init("", covers: [0, 1]),
      curves: [curve("stability", \.stability), curve("silhouette", \.silhouette)])
    chart.marks = choice.entries.filter { $0.k == choice.k }.compactMap { entry in
      entry.silhouette.map { .init((Double(entry.k), $0), "kept") }
    }
    return chart
  }

  private static func explained(_ choice: SegmentChoice) -> (any Chart)? {
    guard choice.entries.count > 1, let own = choice.entries.first(where: { $0.k == choice.k })
    else { return nil }
    return CurveChart(
      title: "\(choice.k) segments explain \(Figures.percent(own.explained, 0)) of the spread",
      summary: "The part of the customers' spread that lies between segments.",
      x: .init("segments"), y: .share("explained"),
      curves: [
        .init("explained", [(1, 0)] + choice.entries.map { (x: Double($0.k), y: $0.explained) })
      ])
  }

  static func sizes(_ profiles: [SegmentProfile]) -> (any Chart)? {
    guard let best = profiles.max(by: { $0.revenueShare < $1.revenueShare }) else { return nil }
    var chart = BarChart(
      title: "\(best.name), \(Figures.percent(best.share, 0)) of the customers, paid "
        + "\(Figures.percent(best.revenueShare, 0))",
      summary: "The share of each segment in the customers and in what was paid.", unit: .percent,
      bars: [])
    guard profiles.count > Style.colours else {
      chart.parts = profiles.map(\.name)
      chart.bars = [
        .init("customers", profiles.map(\.share)), .init("paid", profiles.map(\.revenueShare)),
      ]
      return chart
    }
    chart.bars = profiles.flatMap { profile in
      [
        .init("\(profile.name): customers", [profile.share]),
        .init("\(profile.name): paid", [profile.revenueShare]),
      ]
    }
    return chart
  }

  private static let told: [CustomerFigure] = [
    .recency, .frequency, .monetary, .averageOrderValue, .tenure, .meanGap, .itemsPerOrder,
    .products, .shareReturned,
  ]

  /// Medians, coloured by where each segment stands among the segments.
  static func profiles(_ profiles: [SegmentProfile]) -> (any Chart)? {
    let figures = told.filter { figure in profiles.contains { $0.medians[figure] != nil } }
    guard profiles.count > 1, !figures.isEmpty else { return nil }
    return HeatMap(
      title: "What a typical customer of each segment is like",
      summary: "Medians; blue is high and red is low among the segments.",
      rows: profiles.map(\.name), columns: figures.map(\.title),
      values: profiles.indices.map { row in
        figures.map { figure in standing(profiles.map { $0.medians[figure] }, row) }
      },
      strongest: 1,
      texts: profiles.map { profile in
        figures.map { profile.medians[$0].map(Figures.plain) ?? "" }
      })
  }

  static func outlook(_ profiles: [SegmentProfile], days: Int) -> (any Chart)? {
    let known = profiles.filter { $0.expectedValue != nil }
    guard let best = known.max(by: { ($0.expectedValue ?? 0) < ($1.expectedValue ?? 0) }) else {
      return nil
    }
    return BarChart(
      title:
        "A customer of \(best.name) is worth \(Figures.short(best.expectedValue ?? 0)) in the next "
        + "\(days) days",
      summary: "The value to be expected of a customer, by segment.",
      bars: known.map { .init($0.name, [$0.expectedValue ?? .nan]) })
  }

  static func picture(
    _ picture: SegmentPicture, names: [String]
  ) -> [(name: String, chart: (any Chart)?)] {
    [
      ("silhouette", silhouette(picture, names)),
      (
        "map-pca",
        map(
          picture, picture.components.map { ($0.column(0), $0.column(1)) }, names,
          title: "Two components hold "
            + "\(Figures.percent(picture.componentShares.reduce(0, +), 0)) of the spread",
          axes: ("first component", "second component"))
      ),
      (
        "map-tsne",
        map(
          picture, picture.neighbours.map { ($0.column(0), $0.column(1)) }, names,
          title: "Customers that are alike lie near one another (t-SNE)", axes: ("", ""))
      ),
      ("k-distance", reach(picture)),
    ]
  }

  private static func silhouette(_ picture: SegmentPicture, _ names: [String]) -> (any Chart)? {
    let groups = zip(names, picture.silhouettes).filter { !$1.isEmpty }
    guard !groups.isEmpty else { return nil }
    let all = groups.reduce(0) { $0 + $1.1.count }
    let wrong = groups.reduce(0) { $0 + $1.1.count { $0 < 0 } }
    return SilhouetteChart(
      title: wrong == 0
        ? "No customer is nearer to another segment"
        : "\(Figures.count(wrong)) of \(Figures.count(all, "customer")) "
          + "\(wrong == 1 ? "is" : "are") nearer to another segment",
      summary: "The silhouette of each customer, by segment.", mean: picture.silhouette,
      groups: groups.map { .init($0, $1) })
  }

  private static func map(
    _ picture: SegmentPicture, _ places: (x: [Double], y: [Double])?, _ names: [String],
    title: String, axes: (String, String)
  ) -> (any Chart)? {
    guard let places else { return nil }
    func points(_ isIn: (Int) -> Bool) -> [Canvas.Point] {
      picture.segments.indices.filter(isIn).map { (places.x[$0], places.y[$0]) }
    }
    var groups = names.enumerated().map { segment, name in
      ScatterChart.Group(name, points { picture.segments[$0] == segment })
    }
    let odd = points { picture.isOdd[$0] }
    if !odd.isEmpty { groups.append(.init("unlike any other", odd, isRare: true)) }
    var chart = ScatterChart(
      title: title, summary: "A dot a customer, coloured by segment.", x: .init(axes.0),
      y: .init(axes.1), groups: groups)
    chart.hasTicks = false
    return chart
  }

  private static func reach(_ picture: SegmentPicture) -> (any Chart)? {
    guard let reach = picture.reach, reach.distances.count > 1 else { return nil }
    let last = Double(reach.distances.count - 1)
    let place = reach.distances.firstIndex { $0 >= reach.eps } ?? reach.distances.count - 1
    var chart = CurveChart(
      title: "Distances bend at \(Figures.short(reach.eps)): farther customers are unlike others",
      summary: "The distance to the \(reach.minimum - 1)th neighbour, ascending.",
      x: .share("customers"), y: .init("distance", covers: [0]),
      curves: [
        .init(
          "distance",
          reach.distances.enumerated().map { (x: Double($0.offset) / last, y: $0.element) })
      ])
    chart.marks = [
      .init((Double(place) / last, reach.distances[place]), "reach \(Figures.short(reach.eps))")
    ]
    return chart
  }

  /// From -1, the lowest of the segments, to 1, the highest.
  private static func standing(_ values: [Double?], _ row: Int) -> Double {
    let known = values.compactMap(\.self)
    guard let own = values[row], let low = known.min(), let high = known.max(), high > low
    else { return 0 }
    return (own - low) / (high - low) * 2 - 1
  }
}
