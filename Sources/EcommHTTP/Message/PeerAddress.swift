/// Who is at the other end of a connection.
public struct PeerAddress: Sendable, Hashable, CustomStringConvertible {
  /// The address as a number, its first byte the highest.
  public let ipv4: UInt32

  public init(ipv4: UInt32) { self.ipv4 = ipv4 }

  public static let none = PeerAddress(ipv4: 0)

  public var description: String {
    "\(ipv4 >> 24).\(ipv4 >> 16 & 255).\(ipv4 >> 8 & 255).\(ipv4 & 255)"
  }
}
