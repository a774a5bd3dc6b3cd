import EcommHTTP
import Synchronization

/// Names for requests, to find them in logs: what the client says, or one of our own.
final class RequestIds: Sendable {
  private let next: Atomic<UInt64>

  init() {
    next = Atomic(UInt64.random(in: 0...UInt64.max))
  }

  func id(of request: HTTPRequest) -> String {
    if let given = request.headers.bytes("X-Request-Id"), Self.isName(given) {
      return String(decoding: given, as: UTF8.self)
    }
    return Self.text(next.wrappingAdd(1, ordering: .relaxed).newValue)
  }

  private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
    (1...64).contains(bytes.count)
      && bytes.allSatisfy { byte in
        byte &- 48 < 10 || (byte | 32) &- 97 < 26 || byte == 45 || byte == 46 || byte == 95
      }
  }

  /// Twelve letters and digits, which a string holds without an allocation. Mixed, so that neighbours
  /// look different.
  private static func text(_ number: UInt64) -> String {
    var bits = number &* 0x9E37_79B9_7F4A_7C15
    bits ^= bits >> 32
    return String(unsafeUninitializedCapacity: 12) { bytes in
      for place in 0..<12 {
        let digit = UInt8(truncatingIfNeeded: bits & 31)
        bytes[place] = digit < 10 ? 48 + digit : 87 + digit
        bits >>= 5
      }
      return 12
    }
  }
}
