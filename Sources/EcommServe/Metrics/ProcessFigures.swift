import EcommBase
import Glibc

/// What the kernel says of this process.
struct ProcessFigures {
  var residentBytes = 0
  var cpuSeconds = 0.0
  var startTime = 0.0
  var openFiles = 0
  var mostFiles = 0

  init() {
    residentBytes =
      Self.numbers("/proc/self/statm").dropFirst().first.map {
        Int($0) * Int(sysconf(Int32(_SC_PAGESIZE)))
      } ?? 0
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    cpuSeconds = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
    startTime = Self.start
    openFiles = Self.openFiles
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    mostFiles = Int(clamping: limit.rlim_cur)
  }

  /// The process began so many ticks after the machine.
  private static let start: Double = {
    let stat = (try? SmallFile.read("/proc/self/stat")) ?? ""
    let behindName = stat.lastIndex(of: ")").map { stat[stat.index(after: $0)...] } ?? ""
    let fields = behindName.split(separator: " ")
    let boot = (try? SmallFile.read("/proc/stat"))?.split(separator: "\n")
      .first { $0.hasPrefix("btime ") }.flatMap { Double($0.dropFirst(6)) }
    guard fields.count > 19, let ticks = Double(fields[19]), let boot else { return 0 }
    return boot + ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
  }()

  private static var openFiles: Int {
    guard let folder = opendir("/proc/self/fd") else { return 0 }
    defer { closedir(folder) }
    var count = 0
    while readdir(folder) != nil { count += 1 }
    return max(0, count - 3)
  }

  private static func numbers(_ path: String) -> [UInt64] {
    ((try? SmallFile.read(path)) ?? "").split(whereSeparator: \.isWhitespace).compactMap {
      UInt64($0)
    }
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}
