import EcommBase
import Synchronization
import Testing

@Suite struct ProgressTests {
  @Test func tellsTheWatcherNowAndThen() throws {
    let seen = Mutex<[Int]>([])
    let progress = Progress(total: 10_000) { done, total in
      #expect(total == 10_000)
      seen.withLock { $0.append(done) }
    }
    _ = try Parallel(threads: 2).map(10_000) { _ in progress.advance(by: 1) }
    seen.withLock {
      #expect($0.count == 200)
      #expect($0.max() == 10_000)
    }
  }

  @Test func withoutAWatcherNothingHappens() { Progress.silent.advance(by: 5) }
}
