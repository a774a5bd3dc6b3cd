import CEvents
import EcommBase
import Glibc
import Synchronization

/// Names a connection to other threads. A slot is used again, a token never means two connections.
struct ConnectionToken: Sendable, Equatable {
  let slot: Int
  let generation: UInt32
}

/// How other threads speak to a loop; the loop alone touches its connections.
final class LoopMailbox: Sendable {
  enum Message: Sendable {
    case adopt(Int32, PeerAddress)
    case answer(ConnectionToken, HTTPResponse)
    case piece(ConnectionToken, [UInt8])
    case streamEnd(ConnectionToken, whole: Bool)
    case bodyWanted(ConnectionToken)
    /// To the loop that accepts: take who waits already, then nobody, and tell all loops to drain.
    case stop
    case drain
  }

  /// Readable while there is mail.
  let descriptor: Int32
  private let messages = Mutex<[Message]>([])

  init() throws {
    descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    guard descriptor >= 0 else { throw SocketError.cannotWait(code: errno) }
  }

  deinit { close(descriptor) }

  func post(_ message: Message) {
    let isFirst = messages.withLock { messages in
      messages.append(message)
      return messages.count == 1
    }
    if isFirst { eventfd_write(descriptor, 1) }
  }

  func take() -> [Message] {
    var count: eventfd_t = 0
    eventfd_read(descriptor, &count)
    return messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }
}
