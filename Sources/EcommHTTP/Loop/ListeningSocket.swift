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
    case .badAddress(let address): "'\(address)' is not an IPv4 address"
    case .badPort(let port): "\(port) is not a port; they go from 0 to 65535"
    case .cannotListen(let address, let port, let code):
      "cannot listen on \(address):\(port): \(String(cString: strerror(code)).lowercased())"
    case .cannotAccept(let code):
      "no more connections: \(String(cString: strerror(code)).lowercased())"
    case .cannotWait(let code):
      "cannot wait for connections: \(String(cString: strerror(code)).lowercased())"
    }
  }

  var remedy: String? {
    if case .cannotListen(_, _, EADDRINUSE) = self {
      "Another --port is free, perhaps."
    } else {
      nil
    }
  }
}

enum ListeningSocket {
  static func open(address: String, port: Int) throws -> (descriptor: Int32, port: Int) {
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    guard let number = UInt16(exactly: port) else { throw SocketError.badPort(port) }
    name.sin_port = number.bigEndian
    guard inet_pton(AF_INET, address, &name.sin_addr) == 1 else {
      throw SocketError.badAddress(address)
    }
    let descriptor = socket(
      AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard descriptor >= 0 else {
      throw SocketError.cannotListen(address: address, port: port, code: errno)
    }
    var yes: Int32 = 1
    setsockopt(
      descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &name) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && listen(descriptor, 4096) == 0
          && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard result else {
      let code = errno
      close(descriptor)
      throw SocketError.cannotListen(address: address, port: port, code: code)
    }
    return (descriptor, Int(UInt16(bigEndian: name.sin_port)))
  }
}
