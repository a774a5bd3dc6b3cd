import EcommBase
import EcommTasks

/// The page of how fast a model answers.
public enum ModelBenchmarkPage {
  public static func page(_ found: ModelBenchmark, _ file: ModelFile, name: String) -> Page {
    let rate = Figures.fixed(found.rowsPerSecond)
    let single = found.single.map {
      " One row alone takes \(microseconds($0.median)), 99 in 100 take no more than "
        + "\(microseconds($0.slow))."
    }
    var page = Page(
      title: "\(name) answers \(rate) rows a second",
      summary:
        "How fast does the model answer on this machine? \(Figures.count(found.rows, "row")) at "
        + "once: \(rate) a second.\(single ?? "")")
    page.section("One row at a time") { section in
      section.figures([("single", found.single.map { chart($0.median, $0.slow) })])
    }
    page.section("Figures") { section in
      section.facts(
        [("rows", Figures.count(found.rows)), ("rows a second", rate)]
          + (found.single.map {
            [("one row", microseconds($0.median)), ("99 in 100", microseconds($0.slow))]
          } ?? []))
    }
    page.section("The model") { $0.model(file) }
    return page
  }

  private static func chart(_ median: Double, _ slow: Double) -> any Chart {
    BarChart(
      title: "99 in 100 rows are answered within \(microseconds(slow))",
      summary: "Microseconds that a single row takes.", unit: .named("us"),
      bars: [
        .init("the middle one", [(median * 1e6).rounded()]),
        .init("99 in 100 are faster than", [(slow * 1e6).rounded()]),
      ])
  }

  private static func microseconds(_ seconds: Double) -> String {
    "\(Figures.fixed(seconds * 1e6)) us"
  }
}
