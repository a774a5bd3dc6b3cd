import EcommData
import Glibc

enum Clock {
  /// Seconds since 1970.
  static var now: Double { seconds(CLOCK_REALTIME) }

  /// Seconds of a clock that nobody sets: for durations.
  static var steady: Double { seconds(CLOCK_MONOTONIC) }

  /// `2025-11-02T04:15:00Z`
  static func text(_ time: Double) -> String {
    let whole = Int64(max(0, min(time, 1e11)))
    let bytes = Timestamp(microseconds: whole * Timestamp.second).isoBytes(.second)
    return String(decoding: bytes, as: UTF8.self) + "Z"
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
