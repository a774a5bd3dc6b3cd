import EcommBase
import Testing

@testable import EcommHTTP

@Suite struct ParserFuzzTests {
  private static let good = [
    "GET /a?b=c HTTP/1.1\r\nHost: h\r\n\r\n",
    "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello",
    "\r\nPOST /y HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nA: b\r\n\r\n"
      + "3;x\r\nabc\r\n0\r\nT: u\r\n\r\n",
    "HEAD / HTTP/1.1\r\nHost: h\r\nConnection: a, Close\r\n\r\n",
  ]
  private static let bad: [UInt8] = [0, 9, 10, 13, 32, 37, 44, 48, 58, 59, 61, 127, 128, 255]

  /// However the bytes are cut, the same comes out of them.
  @Test(arguments: UInt64(0)..<400)
  func cutsDoNotMatter(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let bytes = Self.bytes(&random, damaged: seed % 2 == 1)
    let whole = ParserRun(bytes, cuts: [])
    let cuts = (0..<random.below(12)).map { _ in random.below(bytes.count + 1) }.sorted()
    #expect(ParserRun(bytes, cuts: cuts) == whole)
    #expect(ParserRun(bytes, cuts: Array(1..<bytes.count)) == whole)
    if seed % 2 == 0 { #expect(whole.refusal == nil && whole.rest == 0) }
  }

  /// Nothing that random bytes could be read as is a request.
  @Test(arguments: UInt64(0)..<200)
  func noiseIsNoRequest(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let bytes = (0..<random.below(400)).map { _ in UInt8(random.below(256)) }
    #expect(ParserRun(bytes, cuts: []).requests.isEmpty)
  }

  private static func bytes(_ random: inout SeededRandom, damaged: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0...random.below(3) { bytes += good[random.below(good.count)].utf8 }
    for _ in 0..<(damaged ? 1 + random.below(3) : 0) {
      let at = random.below(bytes.count)
      switch random.below(3) {
      case 0: bytes[at] = bad[random.below(bad.count)]
      case 1: bytes.insert(bad[random.below(bad.count)], at: at)
      default: bytes.remove(at: at)
      }
    }
    return bytes
  }
}
