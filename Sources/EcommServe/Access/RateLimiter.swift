import Synchronization

/// A bucket of tokens for each client: it fills at the rate that is allowed, a request takes one, an
/// empty bucket says no. Twice the rate may be saved up.
final class RateLimiter: Sendable {
  struct Verdict: Sendable {
    let isAllowed: Bool
    let remaining: Int
    /// Seconds until there is a token again, and until all are.
    let wait: Double
    let reset: Double
  }

  private struct Bucket {
    var tokens: Double
    var time: Double
  }

  let rate: Double
  let burst: Double
  private let buckets = Mutex<[String: Bucket]>([:])
  /// More clients at once: those whose buckets are full are forgotten.
  private static let most = 50_000

  init(rate: Double) {
    self.rate = rate
    burst = max(1, (rate * 2).rounded())
  }

  func take(_ client: String, at now: Double) -> Verdict {
    buckets.withLock { buckets in
      if buckets.count >= Self.most { forget(&buckets, now) }
      var bucket = buckets[client] ?? Bucket(tokens: burst, time: now)
      bucket.tokens = filled(bucket, now)
      bucket.time = now
      let isAllowed = bucket.tokens >= 1
      if isAllowed { bucket.tokens -= 1 }
      buckets[client] = bucket
      return Verdict(
        isAllowed: isAllowed, remaining: Int(bucket.tokens),
        wait: max(0, 1 - bucket.tokens) / rate, reset: (burst - bucket.tokens) / rate)
    }
  }

  private func filled(_ bucket: Bucket, _ now: Double) -> Double {
    min(burst, bucket.tokens + max(0, now - bucket.time) * rate)
  }

  private func forget(_ buckets: inout [String: Bucket], _ now: Double) {
    buckets = buckets.filter { filled($0.value, now) < burst }
    if buckets.count >= Self.most { buckets.removeAll() }
  }
}
