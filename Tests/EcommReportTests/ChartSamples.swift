import Testing

@testable import EcommReport

/// Charts of every kind, with plain data and with data that breaks careless drawing.
struct ChartSample: Sendable, CustomTestStringConvertible {
  let name: String
  let chart: any Chart
  var testDescription: String { name }

  static let long = "a very long name that nobody would type but somebody's export has"

  static let all: [ChartSample] =
    curves + times + bars + tables + clouds + histograms + explanations + groups

  private static func sample(_ name: String, _ chart: any Chart) -> ChartSample {
    ChartSample(name: name, chart: chart)
  }

  private static let curves: [ChartSample] = {
    let straight = (0...200).map { (x: Double($0) / 200, y: Double($0) / 200) }
    func chart(_ curves: [CurveChart.Curve]) -> CurveChart {
      CurveChart(title: "t", summary: "s", x: .init("x"), y: .init("y"), curves: curves)
    }
    var marked = chart([.init("one", straight), .init(long, straight), .init("two", straight)])
    marked.marks = [.init((0.99, 0.99), "threshold 0.32"), .init((0, 0), long)]
    marked.guides = [.init("chance", [(0, 0), (1, 1)], isDashed: true)]
    return [
      sample("curves with marks", marked),
      sample("curve of one point", chart([.init("a", [(1, 1)])])),
      sample("curve of zeros", chart([.init("a", [(1, 0), (2, 0)])])),
      sample("curve of nothing", chart([.init("a", [])])),
      sample(
        "curve with holes",
        chart([.init("a", [(.nan, 1), (1, .nan), (2, 3), (.infinity, 4)], band: [(1, 2)])])),
      sample("curve of tiny numbers", chart([.init("a", [(1e6, 1e-9), (9e9, 4e-9)])])),
      sample("curve of huge numbers", chart([.init("a", [(-1e300, 1e300), (1e300, -1e300)])])),
    ]
  }()

  private static let times: [ChartSample] = {
    func chart(_ count: Int, _ values: [Double]) -> TimeChart {
      TimeChart(
        title: "t", summary: "s", steps: (0..<count).map { "2025-01-\($0)" },
        lines: [
          .init("past", values),
          .init(long, from: count / 2, values, band: values.map { ($0 - 1, $0 + 1) }),
        ], name: long)
    }
    return [
      sample("days", chart(400, (0..<400).map { Double($0 % 7) })),
      sample("one day", chart(1, [5])), sample("no days", chart(0, [])),
      sample("days with gaps", chart(6, [1, .nan, 3, .nan, .nan, -7])),
      sample(
        "panels",
        PanelChart(
          title: "t", summary: "s", steps: ["a", "b"],
          panels: [.init("values", [1, .nan]), .init(long, [0, 0]), .init("none", [])])),
    ]
  }()

  private static let bars: [ChartSample] = {
    func chart(_ bars: [BarChart.Bar], shape: BarChart.Shape = .bars, parts: [String] = [])
      -> BarChart
    {
      BarChart(title: "t", summary: "s", shape: shape, parts: parts, bars: bars)
    }
    return [
      sample("one bar", chart([.init("a", [3])])), sample("no bar", chart([])),
      sample("sixty bars", chart((1...60).map { .init("bar \($0)", [Double($0 * $0)]) })),
      sample(
        "odd bars",
        chart([.init(long, [-3]), .init("b", [.nan]), .init("c", [0]), .init("d", [.infinity])])),
      sample("bars of zeros", chart([.init("a", [0]), .init("b", [0])])),
      sample(
        "stacked bars", chart([.init("a", [1, 2, 3])], parts: ["one", long, "three"])),
      sample(
        "dots with intervals",
        chart(
          [.init("a", [0.9], interval: (0.8, 1)), .init(long, [0.5], limit: 0.6)], shape: .dots)),
    ]
  }()

  private static let tables: [ChartSample] = [
    sample(
      "heat map",
      HeatMap(
        title: "t", summary: "s", rows: ["a", long], columns: ["c", long, "e"],
        values: [[1, -1, 0.123456], [.nan, 0]])),
    sample(
      "wide heat map",
      HeatMap(
        title: "t", summary: "s", rows: (0..<14).map { "row \($0)" },
        columns: (0..<14).map { "column \($0)" },
        values: (0..<14).map { a in (0..<14).map { Double(a * $0) / 169 } })),
    sample(
      "empty heat map", HeatMap(title: "t", summary: "s", rows: [], columns: [], values: [])),
  ]

  private static let clouds: [ChartSample] = {
    func chart(_ groups: [ScatterChart.Group]) -> ScatterChart {
      ScatterChart(title: "t", summary: "s", x: .init("x"), y: .init(long), groups: groups)
    }
    let many = (0..<20_000).map { (x: Double($0 % 173), y: Double($0 % 191)) }
    var map = chart([.init("a", many), .init(long, [(1, 1)], isRare: true)])
    map.hasTicks = false
    return [
      sample("cloud", chart([.init("a", many), .init(long, [(1, 1)])])), sample("map", map),
      sample("one dot", chart([.init("a", [(2, 3)])])), sample("no dot", chart([.init("a", [])])),
      sample("dots that are none", chart([.init("a", [(.nan, 1), (1, .infinity)])])),
    ]
  }()

  private static let histograms: [ChartSample] = {
    var marked = HistogramChart(
      title: "t", summary: "s", name: "x", edges: [0, 1, 2, 3],
      groups: [.init("a", [1, 2, 3]), .init(long, [3, 0, .nan])], isShare: true)
    marked.marks = [(2.9, "threshold 2.9")]
    return [
      sample("histogram", marked),
      sample(
        "histogram of zeros",
        HistogramChart(
          title: "t", summary: "s", name: "x", edges: [1, 2], groups: [.init("a", [0])])),
      sample(
        "histogram of nothing",
        HistogramChart(title: "t", summary: "s", name: "x", edges: [], groups: [])),
      sample(
        "boxes",
        BoxChart(
          title: "t", summary: "s",
          rows: [.init("a", [1, 2, 3, 4, 9]), .init(long, [1, 1, 1, 1, 1]), .init("b", [])])),
      sample(
        "calibration",
        CalibrationChart(
          title: "t", summary: "s",
          bins: [
            .init(foretold: 0.1, observed: 0.2, rows: 10),
            .init(foretold: .nan, observed: 1, rows: 0),
          ])
      ),
      sample(
        "stems",
        StemChart(
          title: "t", summary: "s", x: "x", y: "y", values: [0.5, -0.2, .nan, 0.01], limit: 0.1)),
      sample(
        "no stems", StemChart(title: "t", summary: "s", x: "x", y: "y", values: [], limit: 0.1)),
    ]
  }()

  private static let explanations: [ChartSample] = {
    let parts: [(name: String, value: Double)] = [
      ("a", 2), (long, -0.5), ("none", 0), ("odd", .nan), ("b", -0.1),
    ]
    return [
      sample(
        "swarm",
        BeeswarmChart(
          title: "t", summary: "s",
          rows: [
            .init("a", (0..<900).map { (Double($0 % 13), Double($0 % 10) / 9) }),
            .init(long, [(0, .nan)]), .init("none", []),
          ])),
      sample(
        "waterfall",
        WaterfallChart(
          title: "t", summary: "s", base: ("average row", -1), parts: parts, totalName: "this row")),
      sample("force", ForceChart(title: "t", summary: "s", base: -1, parts: parts)),
      sample("force of nothing", ForceChart(title: "t", summary: "s", base: 0, parts: [])),
    ]
  }()

  private static let groups: [ChartSample] = [
    sample(
      "silhouette",
      SilhouetteChart(
        title: "t", summary: "s", mean: 0.3,
        groups: [
          .init("a", (0..<3000).map { Double($0) / 3000 - 0.2 }), .init(long, [0.1]),
          .init("c", []),
        ])),
    sample("no silhouette", SilhouetteChart(title: "t", summary: "s", mean: nil, groups: [])),
  ]
}
