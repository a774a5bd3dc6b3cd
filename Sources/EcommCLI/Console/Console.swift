import EcommBase
import EcommReport
import Glibc
import Synchronization

/// Where a command speaks: results to stdout, everything for people to stderr.
///
/// Tests hand in sinks of their own, so that a whole command line runs in memory.
public final class Console: Sendable {
  public typealias Sink = @Sendable ([UInt8]) throws -> Void

  private let out: Sink
  private let err: Sink
  public let style: Style
  private let pending = Mutex<[UInt8]>([])
  private let quiet = Atomic(false)
  private let hasPassingLine = Atomic(false)
  private let noted = Mutex<[String]>([])

  /// What the terminal, if there is one, can show.
  public struct Style: Sendable {
    public var isTerminal: Bool
    public var hasColour: Bool
    public var columns: Int
    /// Whether the locale's letters are those of Unicode.
    public var isUnicode = true
    public static let plain = Style(isTerminal: false, hasColour: false, columns: 80)

    /// For pictures made of letters.
    var letters: TerminalStyle { TerminalStyle(columns: columns, isUnicode: isUnicode) }
  }

  private static let bufferSize = 1 << 16

  public init(style: Style = .plain, out: @escaping Sink, err: @escaping Sink) {
    self.style = style
    self.out = out
    self.err = err
  }

  public static func standard() -> Console {
    Console(
      style: .ofStandardError(),
      out: { try OpenStream.out.write($0) },
      err: { try? OpenStream.err.write($0) })
  }

  var isSilenced: Bool { quiet.load(ordering: .relaxed) }

  public func silence() { quiet.store(true, ordering: .relaxed) }

  /// A line of the result.
  public func print(_ line: String) throws { try write(Array((line + "\n").utf8)) }

  public func print(_ lines: [String]) throws {
    for line in lines { try print(line) }
  }

  /// A piece of the result, gathered into large writes.
  public func write(_ bytes: [UInt8]) throws {
    let full = pending.withLock { pending -> [UInt8]? in
      pending += bytes
      guard pending.count >= Self.bufferSize else { return nil }
      defer { pending.removeAll(keepingCapacity: true) }
      return pending
    }
    if let full { try send(full) }
  }

  public func flush() throws {
    let rest = pending.withLock { pending in
      defer { pending.removeAll() }
      return pending
    }
    if !rest.isEmpty { try send(rest) }
  }

  private func send(_ bytes: [UInt8]) throws {
    clearPassingLine()
    try out(bytes)
  }

  private static let mostNotes = 1000

  /// What was said of the data and the decisions of the run so far, whether it was shown or not.
  var notes: [String] { noted.withLock { $0 } }

  /// A line for the person at the terminal; `--quiet` drops it.
  /// - Parameter isNote: it tells of the data or of a decision, and belongs on the page of the run.
  public func say(_ line: String, isNote: Bool = true) {
    if isNote {
      noted.withLock { notes in if notes.count < Self.mostNotes { notes.append(line) } }
    }
    if !isSilenced { complain(line.showingControls) }
  }

  /// A line that `--quiet` does not drop. What is on its way to stdout goes first.
  public func complain(_ line: String) {
    try? flush()
    clearPassingLine()
    writeError(line + "\n")
  }

  var showsProgress: Bool { style.isTerminal && !isSilenced }

  /// Puts `line` in the place of the terminal's last line, cut to its width; the next message takes it
  /// away.
  func showPassing(_ line: String) {
    hasPassingLine.store(true, ordering: .relaxed)
    writeError(Self.backToStart + line.prefix(max(0, style.columns - 1)))
  }

  func clearPassingLine() {
    if hasPassingLine.exchange(false, ordering: .relaxed) { writeError(Self.backToStart) }
  }

  private static let backToStart = "\r\u{1B}[K"

  private func writeError(_ text: String) { try? err(Array(text.utf8)) }
}

/// The reader of our output has gone; there is nobody to tell.
struct ClosedPipe: Error {}

private enum OpenStream {
  static let out = OpenFile(descriptor: dup(STDOUT_FILENO), path: "standard output")
  static let err = OpenFile(descriptor: dup(STDERR_FILENO), path: "standard error")
}

extension OpenFile {
  fileprivate func write(_ bytes: [UInt8]) throws {
    do {
      try bytes.withUnsafeBytes { try write($0) }
    } catch FileError.cannotWrite(_, EPIPE) {
      throw ClosedPipe()
    }
  }
}

extension Console.Style {
  static func ofStandardError() -> Console.Style {
    let isTerminal = isatty(STDERR_FILENO) == 1
    let isDumb = environment("TERM") == "dumb"
    let forbidsColour = !(environment("NO_COLOR") ?? "").isEmpty
    return Console.Style(
      isTerminal: isTerminal && !isDumb, hasColour: isTerminal && !isDumb && !forbidsColour,
      columns: wantedColumns() ?? terminalColumns() ?? 80,
      isUnicode: TerminalStyle.isUnicode(environment))
  }

  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// As a person says who wants another width than the terminal has.
  private static func wantedColumns() -> Int? {
    environment("COLUMNS").flatMap(Int.init).flatMap { (20...1000).contains($0) ? $0 : nil }
  }

  private static func terminalColumns() -> Int? {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
