import EcommBase
import EcommHTTP
import EcommServe
import EcommTestKit
import Testing

/// The short way of single rows says what the usual way says, byte for byte.
@Suite struct QuickRowTests {
  private let service: TestService

  init() throws { service = try TestService.shared() }

  /// Asking for nothing in particular takes the usual way.
  private func usual(_ body: String) -> HTTPResponse {
    service.response("POST", "/predict", body, query: ["lenient": "false"])
  }

  private func isSame(_ body: String) -> Bool {
    let (short, long) = (service.response("POST", "/predict", body), usual(body))
    return short.body == long.body && short.status == long.status
  }

  @Test(arguments: 0..<40)
  func sameForChangedRows(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    var visit = Visits.usual
    let values: [JSON] = [
      .null, 0, 1, -1, 2.5, 1e10, 1e-7, 0.1, 12_345_678_901_234_567, "2", "Nov", "", "é", true,
      false,
      [], [:], .number(0.30000000000000004), .string("a\"b\\c\n"), 26, 0.2, -0.0,
    ]
    for _ in 0...random.below(3) {
      let name = visit.names[random.below(visit.count)]
      visit[name] = random.below(8) == 0 ? nil : values[random.below(values.count)]
    }
    #expect(isSame(JSONWriter.text(.object(visit))))
    #expect(isSame(JSONWriter.text(.object(visit), .indented)))
  }

  /// Bytes changed at random: neither way may take what the other refuses.
  @Test(arguments: 0..<20)
  func sameForDamagedBytes(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed) + 1000)
    for _ in 0..<25 {
      var bytes = Array(Visits.text.utf8)
      for _ in 0...random.below(2) {
        switch random.below(3) {
        case 0: bytes.remove(at: random.below(bytes.count))
        case 1: bytes.insert(UInt8(random.below(256)), at: random.below(bytes.count))
        default:
          bytes[random.below(bytes.count)] =
            Array("0123456789.-+e,:\"{}[] ntf\\".utf8)[random.below(25)]
        }
      }
      let short = service.service.answer(.init(method: "POST", path: "/predict", body: bytes))
      let long = service.service.answer(
        .init(method: "POST", path: "/predict", query: ["lenient": "false"], body: bytes))
      #expect(
        short.response.body == long.response.body, "\(String(decoding: bytes, as: UTF8.self))")
    }
  }

  @Test func sameForOddWays() {
    let text = Visits.text
    for body in [
      "  \(text)  ", text + ",", text + "x", String(text.dropLast()),
      text.replacing("\"Month\":\"Nov\"", with: "\"Month\":\"Nov\",\"Month\":\"Nov\""),
      text.replacing("\"Region\":1", with: "\"Region\":01"),
      text.replacing("\"Region\":1", with: "\"Region\":1.0"),
      text.replacing("\"Region\":1", with: "\"Region\":-1"),
      text.replacing("\"PageValues\":34.2", with: "\"PageValues\":34."),
      text.replacing("\"PageValues\":34.2", with: "\"PageValues\":.5"),
      text.replacing("\"PageValues\":34.2", with: "\"PageValues\":3.42e1"),
      text.replacing("\"PageValues\":34.2", with: "\"PageValues\":34.200000000000003"),
      text.replacing("Nov", with: "\\u004eov"),
      text.replacing("\"Month\"", with: "\"\\u004donth\""),
    ] {
      #expect(isSame(body), "\(body)")
    }
  }
}
