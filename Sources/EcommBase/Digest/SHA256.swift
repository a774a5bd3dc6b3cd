/// SHA-256 (FIPS 180-4) of a stream of bytes.
public struct SHA256: Sendable {
  private var state: SIMD8<UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  public init() {}

  public static func hex(of bytes: [UInt8]) -> String {
    var digest = SHA256()
    bytes.withUnsafeBytes { digest.update($0) }
    return digest.finishHex()
  }

  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    length &+= UInt64(bytes.count)
    var position = 0
    if !pending.isEmpty {
      position = min(64 - pending.count, bytes.count)
      pending.append(contentsOf: bytes[..<position])
      guard pending.count == 64 else { return }
      pending.withUnsafeBytes { state = Self.compress(state, $0) }
      pending.removeAll(keepingCapacity: true)
    }
    while bytes.count - position >= 64 {
      state = Self.compress(
        state, UnsafeRawBufferPointer(rebasing: bytes[position..<position + 64]))
      position += 64
    }
    pending.append(contentsOf: bytes[position...])
  }

  public mutating func update(_ text: String) {
    var text = text
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  public consuming func finish() -> [UInt8] {
    let bits = length &* 8
    let padding = [0x80] + [UInt8](repeating: 0, count: (119 - Int(length % 64)) % 64)
    let tail = padding + (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) }
    tail.withUnsafeBytes { update($0) }
    return (0..<32).map { UInt8(truncatingIfNeeded: state[$0 / 4] >> (24 - 8 * UInt32($0 % 4))) }
  }

  public consuming func finishHex() -> String { Hexadecimal.text(finish()) }

  private static func compress(
    _ state: SIMD8<UInt32>, _ block: UnsafeRawBufferPointer
  ) -> SIMD8<UInt32> {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
      for i in 0..<16 {
        schedule[i] = UInt32(bigEndian: block.loadUnaligned(fromByteOffset: i * 4, as: UInt32.self))
      }
      for i in 16..<64 {
        let a = schedule[i - 15]
        let b = schedule[i - 2]
        let s0 = rotate(a, 7) ^ rotate(a, 18) ^ a >> 3
        let s1 = rotate(b, 17) ^ rotate(b, 19) ^ b >> 10
        schedule[i] = schedule[i - 16] &+ s0 &+ schedule[i - 7] &+ s1
      }
      return rounds(state, schedule)
    }
  }

  private static func rounds(
    _ state: SIMD8<UInt32>, _ schedule: UnsafeMutableBufferPointer<UInt32>
  ) -> SIMD8<UInt32> {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    constants.withUnsafeBufferPointer { constants in
      for i in 0..<64 {
        let s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
        let t1 = h &+ s1 &+ ((e & f) ^ (~e & g)) &+ constants[i] &+ schedule[i]
        let s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
        let t2 = s0 &+ ((a & b) ^ (a & c) ^ (b & c))
        (h, g, f, e) = (g, f, e, d &+ t1)
        (d, c, b, a) = (c, b, a, t1 &+ t2)
      }
    }
    return state &+ SIMD8(a, b, c, d, e, f, g, h)
  }

  private static func rotate(_ x: UInt32, _ k: UInt32) -> UInt32 { x >> k | x << (32 - k) }

  /// The fractional parts of the cube roots of the first 64 primes, in exact integer arithmetic.
  private static let constants: [UInt32] = {
    let primes = (2...311).filter { n in !(2..<n).contains { n % $0 == 0 } }
    return primes.prefix(64).map { UInt32(truncatingIfNeeded: cubeRoot(UInt64($0), scaledBy: 32)) }
  }()

  /// floor(cbrt(n) * 2^bits), by bisection over 128-bit products.
  private static func cubeRoot(_ n: UInt64, scaledBy bits: UInt64) -> UInt64 {
    let target = UInt128(n) << UInt128(3 * bits)
    var low: UInt64 = 0
    var high: UInt64 = 8 << bits
    while low + 1 < high {
      let middle = low + (high - low) / 2
      let cube = UInt128(middle) * UInt128(middle) * UInt128(middle)
      if cube <= target { low = middle } else { high = middle }
    }
    return low
  }
}
