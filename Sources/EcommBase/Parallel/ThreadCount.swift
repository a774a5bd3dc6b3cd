import Glibc

/// How many threads this process may use: its cores, or fewer where a control group says so.
public enum ThreadCount {
  public static let available: Int = {
    let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    return min(cores, controlGroupLimit() ?? cores)
  }()

  /// `available`, but no more than one thread for each `grain` of work.
  public static func fitting(work: Int, grain: Int) -> Int {
    max(1, min(available, work / max(1, grain)))
  }

  /// `cpu.max` of cgroup v2, or the quota of v1: "quota period" in microseconds.
  private static func controlGroupLimit() -> Int? {
    if let text = try? SmallFile.read("/sys/fs/cgroup/cpu.max") { return limit(in: text) }
    guard let quota = try? SmallFile.read("/sys/fs/cgroup/cpu/cpu.cfs_quota_us"),
      let period = try? SmallFile.read("/sys/fs/cgroup/cpu/cpu.cfs_period_us")
    else { return nil }
    return limit(in: quota + " " + period)
  }

  static func limit(in text: String) -> Int? {
    let parts = text.split(whereSeparator: \.isWhitespace).map { Int($0) }
    guard parts.count == 2, let quota = parts[0], let period = parts[1], quota > 0, period > 0
    else { return nil }
    return max(1, (quota + period - 1) / period)
  }
}
