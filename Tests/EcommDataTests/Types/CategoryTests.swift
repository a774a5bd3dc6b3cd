import EcommBase
import Testing

@testable import EcommData

@Suite struct CategoryTests {
  /// (different strings, rows, type)
  @Test(arguments: [
    (20, 20, ColumnType.category), (21, 41, .text), (21, 42, .category),
    (65_536, 131_072, .category),
    (65_537, 131_074, .text),
  ])
  func fewDifferentStringsAreCategories(different: Int, rows: Int, type: ColumnType) throws {
    let cells = (0..<rows).map { "w\($0 % different)" }
    let text = "x\n" + cells.joined(separator: "\n")
    for size in [1 << 14, 1 << 20] {
      let loaded = try read(text) { $0.chunkSize = size }
      #expect(loaded.table.columns[0].values.type == type)
      let written = try CSVWriter.bytes(loaded.table)
      #expect(written == Array((text + "\n").utf8))
    }
    let stream = try TableReader.stream([input(text)], ReadOptions())
    #expect(stream.schema[0].type == type)
  }

  @Test func levelsAreInTheOrderOfTheirBytes() throws {
    let loaded = try read("x\nż\nz\nB\na\n\nz\n")
    guard case .categories(let categories) = loaded.table.columns[0].values else {
      Issue.record("no categories")
      return
    }
    #expect(categories.levels == ["B", "a", "z", "ż"])
    #expect(categories.codes == [3, 2, 0, 1, 2])
  }

  /// Levels that only rejected rows had are no levels.
  @Test func rejectedRowsLeaveNoLevels() throws {
    let rows = (1...150).map { "\($0),a" } + ["x,b"]
    let loaded = try read("n,k\n" + rows.joined(separator: "\n")) { $0.errorPolicy = .skip }
    guard case .categories(let categories) = loaded.table.columns[1].values else {
      Issue.record("no categories")
      return
    }
    #expect(categories.levels == ["a"])
    #expect(loaded.table.rowCount == 150)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func dictionariesKeepTheirStrings(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var dictionary = LevelDictionary()
    var known: [[UInt8]: Int32] = [:]
    for _ in 0..<3000 {
      let text = (0..<random.below(20)).map { _ in UInt8(97 + random.below(2)) }
      let number = text.withUnsafeBufferPointer {
        dictionary.insert($0, hash: LevelDictionary.hash($0))
      }
      #expect(known[text, default: Int32(known.count)] == number)
      known[text] = number
    }
    #expect(dictionary.count == known.count)
    #expect(known.allSatisfy { Array(dictionary[Int($0.value)]) == $0.key })
  }
}
