import EcommBase
import EcommTasks

/// The page of a forecast: what is coming, drawn and as a table.
public enum ForecastPage {
  public static func html(_ points: [ForecastModel.Point], name: String) -> String {
    let total = points.map(\.forecast).reduce(0, +)
    let summary =
      points.isEmpty
      ? "No days were asked for."
      : "\(Figures.fixed(total)) expected from \(points[0].date) to \(points[points.count - 1].date), "
        + "\(points.count) days. The band is as wide as 8 of 10 errors in the backtest."
    var page = Page(title: "Forecast: \(name)", summary: summary)
    page.section("Day by day") { $0.figures([chart(points)]) }
    page.section("Figures") {
      $0.table(["date", "forecast", "lower", "upper"], points.map(row))
    }
    return page.html
  }

  private static func chart(_ points: [ForecastModel.Point]) -> TimeChart {
    TimeChart(
      title: "Forecast with 80 % interval", summary: "A line of forecasts within a band.",
      steps: points.map(\.date),
      lines: [
        .init("forecast", points.map(\.forecast), band: points.map { ($0.lower, $0.upper) })
      ], name: "value")
  }

  private static func row(_ point: ForecastModel.Point) -> [String] {
    [point.date] + [point.forecast, point.lower, point.upper].map { Figures.fixed($0, 2) }
  }
}
