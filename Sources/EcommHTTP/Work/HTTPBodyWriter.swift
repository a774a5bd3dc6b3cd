import Dispatch
import Synchronization

/// The client went away or was cut off; nobody reads what is written.
public struct ClientGone: Error, Sendable {}

/// Takes a response's body piece by piece, from a thread of the pool. Small pieces are gathered; a
/// client that reads slowly makes `write` wait.
public final class HTTPBodyWriter: Sendable {
  private struct State {
    var gathered: [UInt8] = []
    var onTheWay = 0
    var gone = false
    var waiting = false
  }

  private static let pieceBytes = 1 << 14
  private static let windowBytes = 1 << 18

  private let state = Mutex(State())
  private let released = DispatchSemaphore(value: 0)
  private let mailbox: LoopMailbox
  private let token: ConnectionToken
  private let isChunked: Bool

  init(_ mailbox: LoopMailbox, _ token: ConnectionToken, isChunked: Bool) {
    self.mailbox = mailbox
    self.token = token
    self.isChunked = isChunked
  }

  public func write(_ bytes: [UInt8]) throws {
    let full = try state.withLock { state in
      guard !state.gone else { throw ClientGone() }
      state.gathered += bytes
      return state.gathered.count >= Self.pieceBytes
    }
    if full { try flush() }
  }

  public func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// Sends what was gathered.
  public func flush() throws {
    while !(try sendUnlessFull()) { released.wait() }
  }

  /// False when the client has to read first.
  private func sendUnlessFull() throws -> Bool {
    try state.withLock { state in
      guard !state.gone else { throw ClientGone() }
      state.waiting = state.onTheWay >= Self.windowBytes
      guard !state.waiting else { return false }
      guard !state.gathered.isEmpty else { return true }
      let chunk = isChunked ? Self.chunk(state.gathered) : state.gathered
      state.gathered.removeAll(keepingCapacity: true)
      state.onTheWay += chunk.count
      mailbox.post(.piece(token, chunk))
      return true
    }
  }

  private static func chunk(_ bytes: [UInt8]) -> [UInt8] {
    Array((String(bytes.count, radix: 16) + "\r\n").utf8) + bytes + [13, 10]
  }

  /// So many bytes have left.
  func release(_ bytes: Int) { wake { $0.onTheWay -= bytes } }

  func abandon() { wake { $0.gone = true } }

  private func wake(_ change: (inout State) -> Void) {
    let waiting = state.withLock { state in
      change(&state)
      defer { state.waiting = false }
      return state.waiting
    }
    if waiting { released.signal() }
  }
}
