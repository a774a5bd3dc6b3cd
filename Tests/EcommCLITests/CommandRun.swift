import EcommCLI
import Synchronization

/// A whole command line, run in memory.
struct CommandRun {
  let code: Int32
  let out: String
  let err: String

  init(_ words: [String]) {
    let out = Gathered()
    let err = Gathered()
    let console = Console(out: { out.add($0) }, err: { err.add($0) })
    code = Tool.run(words, console: console)
    self.out = out.text
    self.err = err.text
  }

  init(_ line: String) { self.init(line.split(separator: " ").map(String.init)) }
}

private final class Gathered: Sendable {
  private let bytes = Mutex<[UInt8]>([])
  func add(_ more: [UInt8]) { bytes.withLock { $0 += more } }
  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
}
