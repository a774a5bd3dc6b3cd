import EcommBase
import EcommTasks

/// The page of what happened to the models of a folder.
public enum ModelHistoryPage {
  /// - Parameter place: the folder or the model asked about.
  public static func page(_ events: [ModelHistory.Event], place: String) -> Page {
    let courses = ModelCourse.all(events)
    let models = Set(events.map(\.name)).count
    var page = Page(
      title: "History of \(place): \(Figures.count(events.count, "event")) of "
        + Figures.count(models, "model"),
      summary: summary(events, courses))
    page.section("How well they stood") { section in
      section.figures(courses.map { ("course-\($0.name)-\($0.metric.name)", chart($0)) })
    }
    page.section("What happened") { section in
      guard !events.isEmpty else { return }
      section.table(
        ["time (UTC)", "model", "action", "id", "score", "why"],
        events.map { [$0.isoTime, $0.name, $0.action, $0.id, score($0), why($0)] },
        wordColumns: [1, 2, 3, 5])
    }
    return page
  }

  private static func summary(
    _ events: [ModelHistory.Event], _ courses: [ModelCourse]
  ) -> String {
    guard let first = events.first, let last = events.last else { return "Nothing happened yet." }
    let counts = Dictionary(grouping: events, by: \.action).mapValues(\.count)
      .sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }
      .map { "\(Figures.count($0.value)) \($0.key)" }
    let words = courses.map { "\($0.name): \($0.metric.title) \(finding($0))" }
    return "What became of the models from \(first.isoTime) to \(last.isoTime) UTC? "
      + counts.joined(separator: ", ") + "." + words.map { " \($0)." }.joined()
  }

  /// From the first to the last. Each is of its own newest rows, so that none is called better than another.
  public static func finding(_ course: ModelCourse) -> String {
    guard let first = course.points.first, let last = course.points.last else { return "" }
    return
      "\(Figures.short(first.score)) to \(Figures.short(last.score)), each on its own newest rows "
      + "(\(course.direction))"
  }

  private static func chart(_ course: ModelCourse) -> any Chart {
    var chart = TimeChart(
      title: "\(course.name): \(course.metric.title) \(finding(course))",
      summary: "The score of the model in place after each comparison; circles are promotions.",
      steps: course.points.map(\.time),
      lines: [.init(course.name, course.points.map(\.score))],
      name: "\(course.metric.title), \(course.direction)")
    chart.marks = course.points.enumerated().filter { $0.element.action == Promotion.promoted }
      .map { .init($0.offset, $0.element.score, "\($0.element.time): promoted \($0.element.id)") }
    return chart
  }

  public static func score(_ event: ModelHistory.Event) -> String {
    ModelCourse.standing(event).map { "\($0.metric) \(Figures.short($0.value))" } ?? ""
  }

  public static func why(_ event: ModelHistory.Event) -> String {
    if let why = event.details["why"]?.string { return why }
    if let old = event.details["replaced"]?.string { return "in the place of \(old)" }
    let inputs = event.details["inputs"]?.strings ?? []
    return inputs.isEmpty ? "" : "from " + inputs.joined(separator: ", ")
  }
}
