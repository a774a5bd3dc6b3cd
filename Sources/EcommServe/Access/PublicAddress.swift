import EcommBase
import EcommHTTP

/// The address is open to others than this machine and nobody has to show a key.
public struct OpenToAll: Error, Sendable, Equatable {
  public let address: String

  /// Nil where only this machine can reach the address, or a key is asked for.
  public init?(address: String, asksForKeys: Bool) {
    guard !asksForKeys, let parsed = PeerAddress(address), !parsed.isLoopback else { return nil }
    self.address = address
  }
}

extension OpenToAll: Complaint {
  public var problem: String { "\(address) can be reached by others, and no key is asked for" }
  public var remedy: String? {
    "Make one with --new-key NAME --api-key-file FILE, or say --open-to-all."
  }
  public var verdict: Verdict { .usage }
}
