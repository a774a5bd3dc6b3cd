import Glibc

/// Who is at the other end of a connection: an address of IPv6, or one of IPv4 in its place within
/// IPv6 (`::ffff:10.0.0.1`), as sockets that listen for both see it.
public struct PeerAddress: Sendable, Hashable {
  /// The sixteen bytes, the first one the highest.
  private let high: UInt64
  private let low: UInt64

  private init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  public init(ipv4: UInt32) { self.init(high: 0, low: 0xffff_0000_0000 | UInt64(ipv4)) }

  init(_ address: in6_addr) {
    let (high, low) = withUnsafeBytes(of: address) {
      ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }
    self.init(high: UInt64(bigEndian: high), low: UInt64(bigEndian: low))
  }

  /// From `10.0.0.1` or `fe80::1`; nil where it is neither.
  public init?(_ text: String) {
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      self.init(ipv4: UInt32(bigEndian: four.s_addr))
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      self.init(six)
    } else {
      return nil
    }
  }

  public static let none = PeerAddress(ipv4: 0)

  public var ipv4: UInt32? {
    high == 0 && low >> 32 == 0xffff ? UInt32(truncatingIfNeeded: low) : nil
  }

  var ipv6: in6_addr {
    var address = in6_addr()
    withUnsafeMutableBytes(of: &address) {
      $0.storeBytes(of: high.bigEndian, as: UInt64.self)
      $0.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
    }
    return address
  }

  /// Only this machine is there.
  public var isLoopback: Bool {
    ipv4.map { $0 >> 24 == 127 } ?? (high == 0 && low == 1)
  }

  /// What one client has for itself: an address of IPv4, or all that begin with the same 64 bits.
  public var network: String {
    ipv4 == nil ? PeerAddress(high: high, low: 0).description + "/64" : description
  }
}

extension PeerAddress: CustomStringConvertible {
  public var description: String {
    if let ipv4 {
      return "\(ipv4 >> 24).\(ipv4 >> 16 & 255).\(ipv4 >> 8 & 255).\(ipv4 & 255)"
    }
    var address = ipv6
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { text in
      inet_ntop(AF_INET6, &address, text.baseAddress, socklen_t(text.count)) == nil
        ? "?" : String(cString: text.baseAddress!)
    }
  }
}
