import EcommBase
import EcommTestKit
import Testing

@testable import EcommTasks

@Suite struct ModelCourseTests {
  private func event(
    _ time: Int, _ name: String, _ metric: String, _ champion: Double, _ challenger: Double,
    isPromoted: Bool
  ) -> ModelHistory.Event {
    .init(
      time: time, action: isPromoted ? Promotion.promoted : Promotion.kept, name: name, id: "ab",
      details: [
        "metric": .string(metric), "champion": .object(.init([(metric, .number(champion))])),
        "challenger": .object(.init([(metric, .number(challenger))])),
      ])
  }

  @Test func figuresOfDifferentMetricsAreNeverJoined() {
    let courses = ModelCourse.all([
      event(1, "p", "pr_auc", 0.7, 0.8, isPromoted: true),
      event(2, "p", "brier", 0.06, 0.05, isPromoted: true),
      event(3, "p", "pr_auc", 0.8, 0.7, isPromoted: false),
      event(4, "p", "brier", 0.05, 0.04, isPromoted: true),
      event(5, "q", "mae", 9, 8, isPromoted: false),
    ])
    #expect(courses.map(\.metric.name) == ["brier", "pr_auc"])
    #expect(courses[0].points.map(\.score) == [0.05, 0.04])
    #expect(courses[1].points.map(\.score) == [0.8, 0.8])
  }

  @Test func lessOfAnErrorIsAGain() {
    let errors = ["mae", "brier", "log_loss", "alarm_rate_error"]
    for (metric, isLess) in errors.map({ ($0, true) }) + [("pr_auc", false)] {
      let course = ModelCourse.all([
        event(1, "m", metric, 5, 0.9, isPromoted: true),
        event(2, "m", metric, 0.9, 0.5, isPromoted: true),
      ])[0]
      #expect(course.metric.isLowerBetter == isLess, "\(metric)")
      #expect(course.direction == (isLess ? "less is better" : "more is better"))
    }
  }

  @Test func linesThatAreNoEventsAreCounted() throws {
    let folder = try TemporaryFolder()
    let history = ModelHistory(besideModel: folder.path("m.json"))
    try history.append(.init(time: 1, action: "trained", name: "m", id: "a"))
    let text = try SmallFile.read(history.path)
    try AtomicFile.write(Array((text + "{\"time\": 2, \"ac\n[3]\n" + text).utf8), to: history.path)
    let found = try history.eventsAndDamage()
    #expect(found.events.count == 2 && found.damagedLines == [2, 3])
  }
}
