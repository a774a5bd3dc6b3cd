/// One client, as its loop sees it. Between requests it holds no buffer: ten thousand idle clients
/// cost a few megabytes.
final class Connection {
  enum Answering {
    case no
    /// The handler is at work on a thread of the pool.
    case working
    case streaming(HTTPBodyWriter)
  }

  let descriptor: Int32
  let token: ConnectionToken
  let peer: PeerAddress
  var parser: RequestParser
  /// Bytes that could not be taken yet.
  var pending: [UInt8] = []
  /// A request whose body is still coming.
  var partial: HTTPRequest?
  /// Where its body goes, if not into the request.
  var reader: HTTPBodyReader?
  var readerIsFull = false
  var answering = Answering.no
  /// Of the request that is being answered.
  var isHead = false
  var keepAlive = true
  /// It is of HTTP/1.0: an answer of unknown length ends with the connection.
  var isOld = false
  /// No request is taken any more; the connection ends when the output is out.
  var closing = false
  /// The output is out; what still comes is thrown away until the client ends it too. Closing at
  /// once would make the kernel take back what the client has not read yet.
  var lingering = false
  var output: [UInt8] = []
  var sent = 0
  /// Its descriptor is closed and may already be another's.
  var isGone = false
  var interest: Poller.Interest = .read
  /// When the request under way began, and the writing of output that did not go at once.
  var requestStart: Int?
  var writeStart: Int?
  var written = 0
  /// Bytes of a stream in `output`, to be released when they are out.
  var unreleased = 0

  init(
    _ descriptor: Int32, _ token: ConnectionToken, _ peer: PeerAddress, _ limits: HTTPLimits
  ) {
    self.descriptor = descriptor
    self.token = token
    self.peer = peer
    parser = RequestParser(limits: limits)
  }

  var backlog: Int { output.count - sent }

  var isAnswering: Bool {
    if case .no = answering { false } else { true }
  }

  /// Whether more of what the client sends can be used now.
  var takesInput: Bool {
    !closing && backlog == 0 && (reader == nil ? !isAnswering : !readerIsFull)
  }

  var isIdle: Bool {
    parser.isAtStart && pending.isEmpty && !isAnswering && backlog == 0 && !closing
  }
}
