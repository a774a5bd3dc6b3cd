import Glibc

/// An address with a port as the kernel takes and gives them, of IPv4 or IPv6.
struct SocketName {
  private var storage = sockaddr_storage()
  private var size = socklen_t(MemoryLayout<sockaddr_storage>.size)

  /// To be filled by the kernel.
  init() {}

  /// The address of IPv4 is a name of IPv4, so that machines without IPv6 take it.
  init(_ address: PeerAddress, port: UInt16) {
    if let ipv4 = address.ipv4 {
      var name = sockaddr_in()
      name.sin_family = sa_family_t(AF_INET)
      name.sin_port = port.bigEndian
      name.sin_addr.s_addr = ipv4.bigEndian
      store(name)
    } else {
      var name = sockaddr_in6()
      name.sin6_family = sa_family_t(AF_INET6)
      name.sin6_port = port.bigEndian
      name.sin6_addr = address.ipv6
      store(name)
    }
  }

  /// The kernel's room holds a name of either kind.
  private mutating func store<T>(_ name: T) {
    withUnsafeMutablePointer(to: &storage) {
      $0.withMemoryRebound(to: T.self, capacity: 1) { $0.pointee = name }
    }
    size = socklen_t(MemoryLayout<T>.size)
  }

  private func load<T>(_ type: T.Type) -> T {
    withUnsafePointer(to: storage) {
      $0.withMemoryRebound(to: type, capacity: 1) { $0.pointee }
    }
  }

  var family: Int32 { Int32(storage.ss_family) }

  var port: UInt16 {
    // It stands at the same place in both kinds.
    UInt16(bigEndian: load(sockaddr_in.self).sin_port)
  }

  var address: PeerAddress {
    family == AF_INET6
      ? PeerAddress(load(sockaddr_in6.self).sin6_addr)
      : PeerAddress(ipv4: UInt32(bigEndian: load(sockaddr_in.self).sin_addr.s_addr))
  }

  /// For calls that take a name, or give one.
  mutating func withPointers<T>(
    _ body: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> T
  ) -> T {
    withUnsafeMutablePointer(to: &storage) { pointer in
      withUnsafeMutablePointer(to: &size) { size in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, size) }
      }
    }
  }
}
