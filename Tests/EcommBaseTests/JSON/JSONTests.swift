import EcommBase
import Testing

@Suite struct JSONTests {
  @Test func keepsWholeAndOtherNumbersApart() throws {
    let text = #"{"a":1,"b":1.0,"c":[1,2],"d":[1.5,null],"e":[0.1,2.0],"f":"\u0001\"Ł"}"#
    #expect(JSONWriter.text(try JSONReader.read(text)) == text)
  }

  @Test(arguments: [
    "1e5", "0.1", "123456789.123456789", "2.2250738585072014e-308", "5e-324",
    "1.7976931348623157e308",
    "9007199254740993.0", "9007199254740992.99999", "0.30000000000000004", "1e23", "8.5e-22",
    "6.02214076e23", "123456789012345678901234567890.5", "-0.0", "1e-400",
    "4.9406564584124654e-324",
  ])
  func numbersAreCorrectlyRounded(text: String) throws {
    #expect(try JSONReader.read(text).double == Double(text))
  }

  @Test func randomNumbersReadBackTheSame() throws {
    var random = SeededRandom(seed: 1)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      #expect(try JSONReader.read(value.description).double == value)
      let short = (random.uniform() * 1e6).rounded() / 1e3
      #expect(try JSONReader.read(short.description).double == short)
    }
  }
}
