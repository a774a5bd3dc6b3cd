@testable import EcommReport

/// Every kind of chart over each kind of data that a page can meet.
enum ChartKinds {
  static let samples: [ChartSample] = data.flatMap { data in
    charts(data.names, data.values).map {
      ChartSample(name: "\($0.name) of \(data.name)", chart: $0.chart)
    }
  }

  private typealias Named = (name: String, chart: any Chart)

  /// Names that begin or end alike, as counts over time have.
  private static let alike = ["user_id", "device_id", "ip", "card"].flatMap { name in
    ["an hour", "a day", "a week"].map { "payments of \(name) within \($0)" }
  }

  private static let data: [(name: String, names: [String], values: [Double])] = [
    ("one", ["one"], [3]),
    ("sixty", (1...60).map { "number \($0)" }, (1...60).map { Double($0 * $0) }),
    ("long names", alike, alike.indices.map { Double($0) - 3.5 }),
    ("long words", ["a", "b", "c"].map { $0 + ChartSample.long + $0 }, [0.1, 0.7, 0.2]),
    ("negative", ["a", "b", "c"], [-1, -2000, -0.5]),
    ("zeros", ["a", "b", "c", "d"], [0, 0, 0, 0]),
    ("missing", ["a", "b", "c", "d"], [.nan, 1, .nan, .nan]),
    ("nothing but missing", ["a", "b"], [.nan, .nan]),
    ("huge", ["a", "b"], [1e14, -3e15]),
  ]

  private static func charts(_ names: [String], _ values: [Double]) -> [Named] {
    rows(names, values) + lines(Array(names.prefix(8)), values) + areas(names, values)
  }

  private static func rows(_ names: [String], _ values: [Double]) -> [Named] {
    let pairs = Array(zip(names, values))
    let sums: [(name: String, value: Double)] = pairs.map { (name: $0, value: $1) }
    let bars = pairs.map { BarChart.Bar($0, [$1], interval: ($1 - 1, $1 + 1), limit: $1 / 2) }
    return [
      (
        "bars",
        BarChart(title: "t", summary: "s", bars: bars, names: ("now", "what chance keeps within"))
      ),
      ("dots", BarChart(title: "t", summary: "s", shape: .dots, bars: bars)),
      (
        "stacks",
        BarChart(
          title: "t", summary: "s", parts: Array(names.prefix(6)),
          bars: [.init("all", Array(values.prefix(6)))])
      ),
      (
        "boxes",
        BoxChart(
          title: "t", summary: "s",
          rows: pairs.map { .init($0, [$1 - 2, $1 - 1, $1, $1 + 1, $1 + 9]) })
      ),
      (
        "swarm",
        BeeswarmChart(
          title: "t", summary: "s", rows: pairs.map { .init($0, [($1, 0.1), ($1 / 2, 0.9)]) })
      ),
      (
        "waterfall",
        WaterfallChart(
          title: "t", summary: "s", base: ("average row", 1), parts: sums, totalName: "this row")
      ),
      ("force", ForceChart(title: "t", summary: "s", base: 1, parts: sums)),
      (
        "silhouette",
        SilhouetteChart(
          title: "t", summary: "s", mean: values[0], groups: pairs.map { .init($0, [$1, $1 / 2]) })
      ),
    ]
  }

  private static func lines(_ names: [String], _ values: [Double]) -> [Named] {
    let points = values.enumerated().map { (x: Double($0.offset), y: $0.element) }
    var curves = CurveChart(
      title: "t", summary: "s", x: .init("x"), y: .init("y"),
      curves: names.map { .init($0, points) })
    curves.marks = points.prefix(2).map { .init($0, "kept (\(Int($0.x)))") }
    let band = values.map { ($0 - 1, $0 + 1) }
    return [
      ("curves", curves),
      (
        "days",
        TimeChart(
          title: "t", summary: "s", steps: values.indices.map { "2025-01-\($0 + 10)" },
          lines: names.map { .init($0, values, bands: [.init("80 %", band)]) }, name: "sum a day")
      ),
      (
        "panels",
        PanelChart(
          title: "t", summary: "s", steps: values.indices.map { "2025-01-\($0 + 10)" },
          panels: names.map { .init($0, values) })
      ),
      (
        "stems",
        StemChart(
          title: "t", summary: "s", x: "days apart", y: "autocorrelation", values: values,
          limit: values[0])
      ),
      (
        "calibration",
        CalibrationChart(
          title: "t", summary: "s",
          bins: values.map { .init(foretold: $0, observed: $0 / 2, rows: 10) })
      ),
    ]
  }

  private static func areas(_ names: [String], _ values: [Double]) -> [Named] {
    let few = Array(names.prefix(8))
    let most = Array(names.prefix(24))
    return [
      (
        "table",
        HeatMap(
          title: "t", summary: "s", rows: most, columns: most,
          values: most.map { _ in Array(values.prefix(24)) })
      ),
      (
        "table of texts",
        HeatMap(
          title: "t", summary: "s", rows: ["first", "second"], columns: names,
          values: [values, values], texts: [1, 2].map { _ in values.map { "\($0)" } })
      ),
      (
        "scatter",
        ScatterChart(
          title: "t", summary: "s", x: .init("x"), y: .init("y"),
          groups: few.enumerated().map { place, name in
            .init(name, values.map { (x: $0, y: $0) }, isRare: place == 1)
          })
      ),
      (
        "histogram",
        HistogramChart(
          title: "t", summary: "s", name: "x", edges: (0...values.count).map(Double.init),
          groups: few.map { .init($0, values.map(abs)) }, isShare: true)
      ),
    ]
  }
}
