import EcommBase
import Glibc
import Testing

@testable import EcommData

@Suite struct SampleMakingTests {
  @Test func `Exponential agrees with the C library`() {
    for step in -3000...3000 {
      let x = Double(step) * 0.0137
      #expect(abs(ExactMath.exp(x) / exp(x) - 1) < 1e-13, "\(x)")
    }
    #expect(ExactMath.exp(5000).isFinite)
    #expect(ExactMath.exp(-5000) >= 0)
  }

  @Test(arguments: [(2023, "2023-11-24"), (2024, "2024-11-29"), (2029, "2029-11-23")])
  func `Black Friday`(year: Int, date: String) {
    #expect(CivilDate(days: OrdersSample.blackFriday(year)).description == date)
  }

  @Test func `Numbers are written as they are`() throws {
    var text = ""
    var writer = SampleWriter { text += String(decoding: $0, as: UTF8.self) }
    for value in [0, 5, -5, 105, -105, 99_999] {
      writer.cents(value)
      writer.byte(" ")
    }
    writer.shortest(2500, decimals: 3)
    writer.comma()
    writer.shortest(300, decimals: 2)
    writer.comma()
    writer.integer(.min)
    writer.comma()
    writer.hex(0xAB, digits: 4)
    try writer.flush()
    #expect(
      text == "0.00 0.05 -0.05 1.05 -1.05 999.99 2.5,3,-9223372036854775808,00ab")
  }

  @Test func `Bell has mean 0 and deviation 1`() {
    var random = SeededRandom(seed: 1)
    let draws = (0..<40_000).map { _ in random.bell() }
    let mean = draws.reduce(0, +) / 40_000
    let square = draws.reduce(0) { $0 + $1 * $1 } / 40_000
    #expect(abs(mean) < 0.02)
    #expect(abs(square - 1) < 0.03)
  }

  @Test func `The clock keeps time in order and covers the day`() {
    let seconds = (0..<5000).map { DayClock.shop.second(at: Double($0) / 5000) }
    #expect(seconds == seconds.sorted())
    #expect(seconds.first == 0)
    #expect((seconds.last ?? 0) > 23 * 3600)
    #expect(abs(DayClock.shop.part(before: DayClock.shop.second(at: 0.4)) - 0.4) < 1e-4)
  }
}
