import EcommBase
import Testing

@testable import EcommData

/// The quick loops count the same evidence as the census, whatever a column is taken for.
@Suite struct SurveyTests {
  static let words = [
    "1", "-5", "0", "12.5", "1.234", "0.123", "1,5", "1,234", "1.234,5", "007", "NA", "", "true",
    "no",
    "t", "2024-01-02", "2024-01-02 10:00:00", "13/01/2024", "01/02/2024", "20240102", "1700000000",
    "12345678901234567", "9007199254740993", "99999999999999999999", "5 zł", "3%", "word", " 7 ",
    "1e5",
    "+5", "+48123456789", "-1.5", "01.02.2024", "Jan 2, 2024", "-0", "00.5",
  ]

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func kernelsCountLikeTheCensus(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let name = seed % 2 == 0 ? "x" : "order_date"
    let pool = (0..<1 + random.below(4)).map { _ in Self.words[random.below(Self.words.count)] }
    let cells = (0..<60).map { _ in pool[random.below(pool.count)] }
    let block = Self.block(cells)
    var options = TypingOptions()
    if seed % 5 == 0 { options.missingMarks = MissingMarks(["-5", "no"]) }
    let rules = ColumnRules(name: name, options: options)
    var expected = ColumnSurvey()
    block.withCells(0) { all in
      for row in 0..<all.count { rules.census.count(all[row], in: &expected) }
    }
    let styles = NumberStyle.allCases.map(ColumnReading.numbers)
    let layouts = DateLayout.allCases.map(ColumnReading.dates)
    for reading in styles + layouts + [.integers, .booleans, .strings] {
      var builder = ColumnBuilder(rules, missingRows: 0, keepsValues: true)
      var plan = builder.plan
      plan.work = .read(reading)
      plan.isSettled = true
      builder.append(block.withCells(0) { plan.piece($0) }, rows: cells.count)
      builder.countLevels()
      #expect(builder.survey == expected, "as \(reading)")
    }
  }

  static func block(_ cells: [String]) -> RawBlock {
    var block = RawBlock(columns: [RawColumn()], rowCount: cells.count)
    for cell in cells {
      block.columns[0].starts.append(UInt32(block.bytes.count))
      block.columns[0].lengths.append(UInt32(cell.utf8.count))
      block.bytes += Array(cell.utf8)
    }
    return block
  }

  /// A table of mixed cells is the same however it is cut into blocks.
  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func blocksDoNotMatter(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let pool = (0..<2 + random.below(3)).map { _ in Self.words[random.below(Self.words.count)] }
    let odd = random.below(3) == 0 ? 200 : 3
    let cells = (0..<400).map { _ in
      random.below(odd) == 0 ? pool[random.below(pool.count)] : pool[0]
    }
    let whole = outcome(cells, cut: 400)
    for size in [1, 2, 3, 50, 133, 399] {
      #expect(outcome(cells, cut: size) == whole, "blocks of \(size)")
    }
  }

  private func outcome(_ cells: [String], cut size: Int) -> String {
    var builder = TableBuilder(policy: .skip, parallel: .serial)
    repeat {
      for range in Chunks(cells.count, size: size) {
        builder.add(Self.block(Array(cells[range])), names: ["x"], file: "cells")
      }
    } while builder.needsAnotherPass()
    do {
      let loaded = try builder.finish()
      return try picture(loaded.table) + "\(loaded.report)"
    } catch {
      return "\(error)"
    }
  }

  @Test func columnsMayComeLate() throws {
    var builder = TableBuilder(parallel: .serial)
    repeat {
      builder.add(Self.block(["1", "2"]), names: ["a"], file: "f")
      var both = Self.block(["3", "4"])
      both.columns.append(both.columns[0])
      builder.add(both, names: ["b", "a"], file: "f")
      builder.add(Self.block(["5"]), names: ["b"], file: "f")
    } while builder.needsAnotherPass()
    let table = try builder.finish().table
    #expect(try CSVWriter.bytes(table) == Array("a,b\n1,\n2,\n3,3\n4,4\n,5\n".utf8))
  }
}
