import EcommBase
import Glibc

enum SocketError: Error, Sendable, Equatable {
  case badAddress(String)
  case badPort(Int)
  case cannotListen(address: String, port: Int, code: Int32)
  case cannotAccept(code: Int32)
  case cannotWait(code: Int32)
}

extension SocketError: Complaint {
  var problem: String {
    switch self {
    case .badAddress(let address): "'\(address)' is no IP address"
    case .badPort(let port): "\(port) is not a port; they go from 0 to 65535"
    case .cannotListen(let address, let port, let code):
      "cannot listen on \(address), port \(port): \(String(cString: strerror(code)).lowercased())"
    case .cannotAccept(let code):
      "no more connections: \(String(cString: strerror(code)).lowercased())"
    case .cannotWait(let code):
      "cannot wait for connections: \(String(cString: strerror(code)).lowercased())"
    }
  }

  var remedy: String? {
    switch self {
    case .cannotListen(_, _, EADDRINUSE): "Another --port is free, perhaps."
    case .badAddress: "127.0.0.1 and ::1 are this machine, 0.0.0.0 and :: everywhere."
    default: nil
    }
  }
}

enum ListeningSocket {
  /// `::` takes clients of IPv4 as well.
  static func open(address: String, port: Int) throws -> (descriptor: Int32, port: Int) {
    guard let number = UInt16(exactly: port) else { throw SocketError.badPort(port) }
    guard let parsed = PeerAddress(address) else { throw SocketError.badAddress(address) }
    var name = SocketName(parsed, port: number)
    let descriptor = socket(
      name.family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard descriptor >= 0 else {
      throw SocketError.cannotListen(address: address, port: port, code: errno)
    }
    set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
    if name.family == AF_INET6 { set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 0) }
    let listens = name.withPointers { pointer, size in
      bind(descriptor, pointer, size.pointee) == 0 && listen(descriptor, 4096) == 0
        && getsockname(descriptor, pointer, size) == 0
    }
    guard listens else {
      let code = errno
      close(descriptor)
      throw SocketError.cannotListen(address: address, port: port, code: code)
    }
    return (descriptor, Int(name.port))
  }

  private static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32) {
    var value = value
    setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
  }
}
