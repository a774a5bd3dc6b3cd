import EcommBase
import Testing

@Suite struct BackgroundTests {
  private struct Odd: Error, Equatable { let index: Int }

  @Test(arguments: [1, 2, 16]) func resultsComeInOrder(threads: Int) throws {
    let work = Parallel(threads: threads).start(200) { $0 * $0 }
    #expect(try work.results() == (0..<200).map { $0 * $0 })
    #expect(try Parallel(threads: threads).start(0) { $0 }.results().isEmpty)
  }

  @Test(arguments: [1, 2, 16]) func theFirstErrorIsThrown(threads: Int) {
    let work = Parallel(threads: threads).start(50) { index -> Int in
      if index % 10 == 7 { throw Odd(index: index) }
      return index
    }
    #expect(throws: Odd(index: 7)) { try work.results() }
  }
}
