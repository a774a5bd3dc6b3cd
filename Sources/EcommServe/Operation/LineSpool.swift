import Dispatch
import EcommBase
import Glibc
import Synchronization

/// A log of lines that never makes anybody wait: lines are gathered in memory and written by a thread
/// of its own. What comes faster than it can be written is counted and lost; the first loss is told.
final class LineSpool: Sendable {
  private struct State {
    var waiting: [UInt8] = []
    var isWriting = false
    var dropped = 0
  }

  private static let mostWaiting = 8 << 20

  private let path: String
  private let rotateBytes: Int
  private let state = Mutex(State())
  private let queue: DispatchQueue
  private let warn: @Sendable (String) -> Void

  /// `-` is standard output, which is never rotated. Throws where the file cannot be written.
  init(_ path: String, rotateBytes: Int, warn: @escaping @Sendable (String) -> Void) throws {
    self.path = path
    self.rotateBytes = rotateBytes
    self.warn = warn
    queue = DispatchQueue(label: "log \(path)")
    if path != "-" { _ = try opened() }
  }

  /// Lines that were lost.
  var dropped: Int { state.withLock { $0.dropped } }

  /// One or more whole lines.
  func append(_ lines: [UInt8]) {
    let (starts, fits) = state.withLock { state in
      guard state.waiting.count + lines.count <= Self.mostWaiting else { return (false, false) }
      state.waiting += lines
      defer { state.isWriting = true }
      return (!state.isWriting, true)
    }
    if !fits { lose(lines, "it is written more slowly than lines come") }
    if starts { queue.async { self.write() } }
  }

  private func lose(_ lines: [UInt8], _ reason: String) {
    let isFirst = state.withLock { state in
      defer { state.dropped += lines.count { $0 == 10 } }
      return state.dropped == 0
    }
    if isFirst { warn("Lines of the log \(path) are lost: \(reason).") }
  }

  /// Returns when everything so far is in the file.
  func drain() { queue.sync {} }

  private func write() {
    while true {
      let lines = state.withLock { state in
        defer { state.waiting = [] }
        if state.waiting.isEmpty { state.isWriting = false }
        return state.waiting
      }
      if lines.isEmpty { return }
      do {
        try write(lines)
      } catch {
        lose(lines, (error as? any Complaint)?.problem ?? "it cannot be written")
      }
    }
  }

  private func write(_ lines: [UInt8]) throws {
    guard path != "-" else {
      return try OpenFile(descriptor: dup(STDOUT_FILENO), path: "standard output").write(lines)
    }
    let file = try opened()
    try file.write(lines)
    if Int(try file.status().st_size) >= rotateBytes { rename(path, path + ".1") }
  }

  private func opened() throws -> OpenFile {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw FileError.cannotWrite(path: path, code: errno) }
    return OpenFile(descriptor: descriptor, path: path)
  }
}
