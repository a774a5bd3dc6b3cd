import EcommBase
import EcommReport
import EcommTasks

/// What happened to the models of a folder: a line for each event, and how well each stood over time.
enum ModelHistoryText {
  static func lines(_ events: [ModelHistory.Event], _ style: TerminalStyle) -> [String] {
    var table = TextTable(
      ["time (UTC)", "model", "action", "id", "score", ""], leftColumns: 4, isLastLeft: true)
    for event in events {
      table.add([
        event.isoTime, event.name, event.action, event.id, ModelHistoryPage.score(event),
        ModelHistoryPage.why(event),
      ])
    }
    return table.lines + courses(ModelCourse.all(events), style)
  }

  private static let longest = 60

  /// Oldest first.
  private static func courses(_ courses: [ModelCourse], _ style: TerminalStyle) -> [String] {
    let width = min(longest, max(8, style.columns - 48))
    var table = TextTable(["how well it stood", ""], leftColumns: 2, isLastLeft: true)
    for course in courses {
      let line = Sparkline.text(course.points.map(\.score), width: width, style)
      table.add([
        "\(course.name), \(course.metric.title)", line, ModelHistoryPage.finding(course),
      ])
    }
    return courses.isEmpty ? [] : [""] + table.lines
  }

  static func damage(_ lines: [Int], _ path: String) -> String {
    let numbers = lines.prefix(8).map(String.init).joined(separator: ", ")
    return "  warning: \(path): \(Figures.count(lines.count, "line")) could not be read and "
      + "\(lines.count == 1 ? "is" : "are") left out (\(lines.count == 1 ? "line" : "lines") "
      + "\(numbers)\(lines.count > 8 ? ", ..." : ""))"
  }
}
