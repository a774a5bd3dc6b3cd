import EcommBase
import EcommData
import EcommTestKit
import Testing

@testable import EcommTasks

@Suite struct ClickRowsTests {
  private func table(_ lines: String) throws -> Table {
    let folder = try TemporaryFolder()
    let path = folder.path("events.csv")
    let head = "event_time,event_type,product_id,category_code,brand,price,user_id,user_session\n"
    try AtomicFile.write(Array((head + lines).utf8), to: path)
    return try TableReader.read(path).table
  }

  private let visit = """
    2025-03-01 10:00:00,view,1,home,a,10,7,s1
    2025-03-01 10:00:10,view,1,home,a,10,7,s1
    2025-03-01 10:00:30,cart,1,home,a,10,7,s1
    2025-03-01 10:01:00,purchase,1,home,a,10,7,s1
    2025-03-02 19:00:00,view,2,home,b,30,7,s2
    2025-03-02 19:00:20,cart,2,home,b,30,7,s2
    2025-03-03 09:00:00,cart,3,home,b,20,7,s3
    """

  private func value(_ rows: ClickRows, _ name: String, _ row: Int) -> Double? {
    rows.table[name]?.values.doubles?[row]
  }

  @Test func aRowAtEveryCartWithWhatWasBefore() throws {
    let rows = try ClickRows(table(visit), question: .cart)
    #expect(rows.table.rowCount == 3)
    #expect(rows.table[ClickRows.target]?.values.doubles == [1, 0, 0])
    #expect(value(rows, "session views", 0) == 2 && value(rows, "views of this product", 0) == 2)
    #expect(value(rows, "session seconds", 0) == 30 && value(rows, "mean gap", 0) == 10)
    #expect(value(rows, "user purchases", 0) == 0 && value(rows, "user spent", 1) == 10)
    #expect(value(rows, "user purchases", 1) == 1 && value(rows, "user sessions", 1) == 1)
    #expect(value(rows, "user abandoned carts", 1) == 0)
    #expect(value(rows, "user abandoned carts", 2) == 1)
    #expect(value(rows, "hour", 1) == 19 && value(rows, "weekend", 1) == 1)
    // The mean price of the category until then: 10 four times, 30 once.
    #expect(isClose(value(rows, "price over category", 1) ?? 0, 30 / 14, within: 1e-12))
  }

  @Test func aSessionIsAskedAtEveryEventButPurchases() throws {
    let rows = try ClickRows(table(visit), question: .session)
    #expect(rows.table.rowCount == 6)
    #expect(rows.table[ClickRows.target]?.values.doubles == [1, 1, 1, 0, 0, 0])
  }

  /// Features of a moment do not change when what comes later is taken away: nothing looks ahead.
  @Test func nothingIsKnownBeforeItHappened() throws {
    let events = try TableReader.read(SourceTree.root + "/Data/events.csv").table
      .selecting(rows: Array(0..<3000))
    let whole = try ClickRows(events, question: .cart).table
    for cut in [700, 1500, 2400] {
      let part = try ClickRows(events.selecting(rows: Array(0..<cut)), question: .cart).table
      let count = part.rowCount - 1
      for name in ClickPass.names {
        let (a, b) = (whole[name]?.values.doubles ?? [], part[name]?.values.doubles ?? [])
        #expect(
          zip(a.prefix(count), b.prefix(count)).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN },
          "\(name) at \(cut)")
      }
    }
  }

  @Test func eventsOfOneMomentDoNotSeeEachOther() throws {
    let rows = try ClickRows(
      table(
        """
        2025-03-01 10:00:00,view,1,home,a,10,7,s1
        2025-03-01 10:00:00,cart,1,home,a,10,7,s1
        2025-03-01 10:00:00,cart,2,home,a,10,7,s1
        """), question: .cart)
    #expect(rows.table["session events"]?.values.doubles == [0, 0])
  }

  @Test func theOrderOfLinesDoesNotMatter() throws {
    let lines = visit.split(separator: "\n").map(String.init)
    let turned = try ClickRows(
      table(lines.reversed().joined(separator: "\n")), question: .cart)
    let straight = try ClickRows(table(visit), question: .cart)
    for name in ClickPass.names {
      let (a, b) = (
        straight.table[name]?.values.doubles ?? [], turned.table[name]?.values.doubles ?? []
      )
      #expect(zip(a, b).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }, "\(name)")
    }
  }

  @Test func clicksAreKnownByTheirColumns() throws {
    #expect(ClickRows.areClicks(try table(visit)))
    #expect(!ClickRows.areClicks(ClassSamples.visits()))
  }

  /// The planted reasons are found, users and days do not mix, and a model answers clicks.
  @Test func learnsFromClicks() throws {
    let events = try TableReader.read(SourceTree.root + "/Data/events.csv").table
    let input = try ClassInput(events, wishes: .init(), rejectedRows: 0)
    let data = input.data
    guard case .orderedGroups(let times, let groups) = data.splitting else {
      Issue.record("split by \(data.splitting.protocolName)")
      return
    }
    for fold in try data.splitting.folds(data.labels, count: 4, seed: 1) {
      #expect(Set(fold.training.map { groups[$0] }).isDisjoint(with: fold.test.map { groups[$0] }))
      let last = try #require(fold.training.map { times[$0] }.max())
      #expect(try #require(fold.test.map { times[$0] }.min()) > last)
    }
    var settings = ClassSettings()
    settings.kinds = [.logistic]
    let training = try ClassTraining.train(input, settings: settings)
    #expect(try #require(training.leaderboard.champion.mean(.rocAUC)) > 0.65)
    let model = try ClassModel(training.model, name: "m")
    #expect(try model.predict(model.rows(of: events).table).labels.count == data.rows)
  }

  /// Of a shop that is open nobody knows yet who buys.
  @Test func newClicksNeedNoPurchases() throws {
    let events = try TableReader.read(SourceTree.root + "/Data/events.csv").table
    let input = try ClassInput(events, wishes: .init(), rejectedRows: 0)
    var settings = ClassSettings()
    settings.kinds = [.logistic]
    settings.folds = 2
    let model = try ClassModel(ClassTraining.train(input, settings: settings).model, name: "m")
    let kinds = Schema.categories(try #require(events["event_type"]).values)
    let open = events.selecting(
      rows: (0..<events.rowCount).filter { kinds.levels[Int(kinds.codes[$0])] != "purchase" })
    let rows = try model.rows(of: open)
    #expect(rows.table.rowCount > 0 && rows.notes.isEmpty)
    #expect(try model.predict(rows.table).labels.count == rows.table.rowCount)
  }

  @Test func clicksThatSayTooLittleAreCounted() throws {
    let clicks = try ClickRows(table(visit), question: .cart)
    let line = try #require(visit.split(separator: "\n").last)
    let odd =
      visit + "\n"
      + line.replacing("purchase", with: "wish").replacing("view", with: "wish")
      .replacing("cart", with: "wish")
    let more = try ClickRows(table(odd), question: .cart)
    #expect(clicks.notes.isEmpty && more.table.rowCount == clicks.table.rowCount)
    #expect(more.notes.first?.hasPrefix("1 click ") == true)
  }
}
