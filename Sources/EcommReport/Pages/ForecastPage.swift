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
    page.section("Day by day", chart(points).svg())
    page.section("Figures", table(points))
    return page.html
  }

  private static func chart(_ points: [ForecastModel.Point]) -> LineChart {
    LineChart(
      title: "Forecast with 80 % interval", labels: points.map(\.date), history: [],
      forecast: points.map(\.forecast), band: points.map { ($0.lower, $0.upper) })
  }

  private static func table(_ points: [ForecastModel.Point]) -> Markup {
    var markup = Markup()
    markup.element("table") { table in
      table.element("tr") { row in
        for heading in ["date", "forecast", "lower", "upper"] { row.element("th", [:], heading) }
      }
      for point in points {
        table.element("tr") { row in
          row.element("td", [:], point.date)
          for value in [point.forecast, point.lower, point.upper] {
            row.element("td", [:], Figures.fixed(value, 2))
          }
        }
      }
    }
    return markup
  }
}
