import Dispatch
import Synchronization

/// Gives a request's body piece by piece, on a thread of the pool. Who reads slowly makes the client
/// wait.
public final class HTTPBodyReader: Sendable {
  private struct State {
    var gathered: [UInt8] = []
    var ended = false
    var gone = false
    var waiting = false
    var paused = false
  }

  private static let windowBytes = 1 << 18

  private let state = Mutex(State())
  private let arrived = DispatchSemaphore(value: 0)
  private let mailbox: LoopMailbox
  private let token: ConnectionToken

  init(_ mailbox: LoopMailbox, _ token: ConnectionToken) {
    self.mailbox = mailbox
    self.token = token
  }

  /// What has come, at least one byte; nil at the end. Throws when the rest will never come.
  public func read() throws -> [UInt8]? {
    while true {
      let (bytes, resume, ended) = try state.withLock { try Self.take(&$0) }
      if resume { mailbox.post(.bodyWanted(token)) }
      if ended { return nil }
      if let bytes { return bytes }
      arrived.wait()
    }
  }

  private static func take(_ state: inout State) throws -> ([UInt8]?, resume: Bool, ended: Bool) {
    guard state.gathered.isEmpty else {
      let bytes = state.gathered
      state.gathered = []
      defer { state.paused = false }
      return (bytes, state.paused, false)
    }
    if state.gone { throw ClientGone() }
    state.waiting = !state.ended
    return (nil, false, state.ended)
  }

  /// False when no more should come until `bodyWanted`.
  func push(_ bytes: [UInt8]) -> Bool {
    wake {
      $0.gathered += bytes
      $0.paused = $0.gathered.count >= Self.windowBytes
      return !$0.paused
    }
  }

  func end() { wake { $0.ended = true } }

  func abandon() { wake { $0.gone = true } }

  private func wake<T: Sendable>(_ change: (inout State) -> T) -> T {
    let (result, waiting) = state.withLock { state in
      let result = change(&state)
      defer { state.waiting = false }
      return (result, state.waiting)
    }
    if waiting { arrived.signal() }
    return result
  }
}
