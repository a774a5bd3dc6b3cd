import EcommBase
import Glibc

/// Clocks and counters of this process.
enum Measure {
  static func seconds<T>(_ body: () throws -> T) rethrows -> (seconds: Double, result: T) {
    let start = now()
    let result = try body()
    return (now() - start, result)
  }

  /// The most memory this process has held at a time (VmHWM).
  static func peakMegabytes() -> Double {
    let status = (try? SmallFile.read("/proc/self/status")) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
    return line.split(separator: " ").compactMap { Double($0) }.first.map { $0 / 1000 } ?? 0
  }

  /// Processor time of this process in user mode, over all threads.
  static func userSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
