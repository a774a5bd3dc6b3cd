import EcommBase
import Testing

@Suite struct ParallelTests {
  private struct Odd: Error, Equatable { let index: Int }

  @Test(arguments: [1, 2, 3, 16]) func resultsComeInOrder(threads: Int) throws {
    let squares = try Parallel(threads: threads).map(1000) { $0 * $0 }
    #expect(squares == (0..<1000).map { $0 * $0 })
  }

  @Test(arguments: [1, 2, 16]) func theFirstErrorIsThrown(threads: Int) {
    let error = #expect(throws: Odd.self) {
      try Parallel(threads: threads).map(100) { index in
        if index % 7 == 3 { throw Odd(index: index) }
        return index
      }
    }
    #expect(error == Odd(index: 3))
  }

  @Test(arguments: [1, 2, 5]) func everySlotIsFilledOnce(threads: Int) throws {
    for count in [0, 1, 9, 10, 11, 1003] {
      var values = [Int](repeating: -1, count: count)
      try Parallel(threads: threads).fill(&values, chunk: 10) { range, span in
        for place in range { span[place - range.lowerBound] += place + 1 }
      }
      #expect(values == Array(0..<count))
    }
  }

  @Test(arguments: [1, 2, 5]) func piecesScatterIntoOneBuffer(threads: Int) {
    var values = [Int](repeating: 0, count: 1000)
    SharedBuffer.sharing(&values) { shared in
      #expect(shared.count == 1000)
      Parallel(threads: threads).forEach(10) { piece in
        for place in stride(from: piece, to: 1000, by: 10) { shared.base[place] += piece + place }
      }
    }
    #expect(values == (0..<1000).map { $0 % 10 + $0 })
  }

  @Test func nothingIsSharedOfNothing() {
    var values: [Int] = []
    SharedBuffer.sharing(&values) { shared in #expect(shared.count == 0) }
    Parallel(threads: 4).forEach(0) { _ in Issue.record("a piece of nothing") }
  }

  @Test func chunksDependOnTheSizeAlone() {
    #expect(Array(Chunks(10, size: 4)) == [0..<4, 4..<8, 8..<10])
    #expect(Array(Chunks(0, size: 4)).isEmpty)
    #expect(Array(Chunks(-3, size: 0)).isEmpty)
  }

  @Test func aSumIsTheSameOnAnyNumberOfThreads() throws {
    var random = SeededRandom(seed: 3)
    let values = (0..<100_000).map { _ in random.normal() }
    let sums = try [1, 2, 16].map { threads in
      try Parallel(threads: threads).mapChunks(of: values.count, size: 1024) { range in
        values[range].reduce(0, +)
      }.reduce(0, +)
    }
    #expect(Set(sums.map(\.bitPattern)).count == 1)
  }
}
