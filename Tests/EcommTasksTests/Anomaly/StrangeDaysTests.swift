import EcommBase
import EcommData
import EcommLearn
import EcommTestKit
import Testing

@testable import EcommTasks

@Suite struct StrangeDaysTests {
  /// Data/README.md: days that no calendar tells.
  static let planted: Set<String> = [
    "2023-07-19", "2024-01-25", "2024-05-21", "2024-10-23", "2025-05-14", "2025-09-17",
    "2023-10-17",
    "2024-04-16", "2025-01-21", "2025-07-24", "2024-08-20", "2024-08-21", "2024-08-22",
  ]

  private func panel(by: [String] = []) throws -> DailyPanel {
    let table = try AnomalySamples.read("orders.xml").table
    let counted = try RowCondition("delivery_type!=Kurier – Węgry").holds(in: table)
    var columns = SeriesColumns()
    columns.date = "date_add"
    columns.by = by
    return try DailyPanel(
      table.selecting(rows: counted.indices.filter { counted[$0] }), columns: columns,
      rejectedRows: 0)
  }

  private func found(_ training: StrangeDayTraining) -> Set<String> {
    Set(training.judged.flatMap { judged in judged.strange.map(judged.date) })
  }

  @Test func plantedDaysAreFoundAndNoOthers() throws {
    let training = try StrangeDayTraining(try panel(), settings: StrangeDaySettings())
    #expect(found(training) == Self.planted)
    #expect(training.judged[0].calendar.country == .poland)
  }

  /// Judged by the past alone: of the planted days at least ten, and at most two others.
  @Test func onlineFindsMostOfThem() throws {
    var settings = StrangeDaySettings()
    settings.days.isOnline = true
    settings.country = .poland
    let days = found(try StrangeDayTraining(try panel(), settings: settings))
    #expect(days.intersection(Self.planted).count >= 10)
    #expect(days.subtracting(Self.planted).count <= 2)
  }

  @Test func modelsJudgeWhatFollows() throws {
    let panel = try panel()
    let training = try StrangeDayTraining(panel, settings: StrangeDaySettings())
    let file = try ModelFile.parse(training.model.bytes, file: "m")
    #expect(StrangeDayModel.isOne(file))
    let model = try StrangeDayModel(file, name: "m")
    let days = try model.judge(panel)
    let strange = days[0].days.filter { days[0].judged.isStrange($0) }
    #expect(Set(strange.map(days[0].judged.date)) == Self.planted)
  }

  @Test func aPanelIsJudgedSeriesBySeries() throws {
    let panel = try panel(by: ["payment_name"])
    let training = try StrangeDayTraining(panel, settings: StrangeDaySettings())
    #expect(training.judged.count == 5 && panel.by == ["payment_name"])
    #expect(training.strangeDays < training.days / 20)
  }

  @Test func damagedModelsAreRefusedOrHarmless() throws {
    let series = DailyPanel.Series(
      name: "", days: DatedSeries(start: 20_000, values: (0..<40).map { Double(100 + $0 % 7) }))
    let table = Table([
      Column("day", .dates((0..<40).map { (20_000 + $0) * Timestamp.day })),
      Column("sales", .numbers(series.days.values)),
    ])
    var columns = SeriesColumns()
    (columns.date, columns.value) = ("day", "sales")
    let panel = try DailyPanel(table, columns: columns, rejectedRows: 0)
    let file = try StrangeDayTraining(panel, settings: StrangeDaySettings()).model
    for part in [\ModelFile.model, \.decision] {
      for mutation in JSONMutation.all(of: file[keyPath: part]) {
        var damaged = file
        damaged[keyPath: part] = mutation.json
        do {
          let days = try StrangeDayModel(damaged, name: "m").judge(panel)
          #expect(days.count == 1)
        } catch is any Complaint {}
      }
    }
  }

  @Test func aFewDaysTellNothing() throws {
    let table = Table([
      Column("day", .dates((0..<9).map { $0 * Timestamp.day })),
      Column("sales", .numbers([1, 2, 3, 4, 5, 6, 7, 8, 9])),
    ])
    let panel = try DailyPanel(table, columns: SeriesColumns(), rejectedRows: 0)
    #expect(throws: AnomalyError.tooFewDays(series: "", days: 9, needed: 28)) {
      try StrangeDayTraining(panel, settings: StrangeDaySettings())
    }
  }
}
