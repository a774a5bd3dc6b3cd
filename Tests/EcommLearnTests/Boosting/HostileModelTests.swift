import EcommBase
import Testing

@testable import EcommLearn

/// Model files with one number spoilt, anywhere: refused, or a model that answers.
@Suite struct HostileModelTests {
  private static let spoilt = [
    "-1", "0", "1", "2", "3", "7", "15", "0.5", "-0.0", "1e9", "3.4e38", "1e39", "-1e308",
    "16777215",
    "16777216", "2147483647", "4294967296", "9223372036854775807", "-9223372036854775808",
    "1e999", "null", "true", "\"x\"", "[]", "{}",
  ]

  private static let objectives = [Objective.squared, .softmax(classes: 3)]

  @Test(arguments: objectives) func ours(objective: Objective) throws {
    let model = try model(objective)
    try spoil(JSONWriter.text(model.json)) { try BoostedTrees($0) }
  }

  @Test(arguments: objectives) func foreign(objective: Objective) throws {
    let model = try model(objective)
    try spoil(JSONWriter.text(model.xgboost())) { try BoostedTrees(xgboost: $0) }
  }

  private func model(_ objective: Objective) throws -> BoostedTrees {
    try BoostingSample(rows: 120, numbers: 2, categories: 9).fit(
      objective,
      .small.with {
        $0.trees = 2
        $0.maxDepth = 3
      })
  }

  private func spoil(_ text: String, _ read: (JSONFields) throws -> BoostedTrees) throws {
    var random = SeededRandom(seed: 77)
    let places = Self.numbers(Array(text.utf8))
    var (refused, answered) = (0, 0)
    for _ in 0..<300 {
      let place = places[random.below(places.count)]
      let other = Self.spoilt[random.below(Self.spoilt.count)]
      var bytes = Array(text.utf8)
      bytes.replaceSubrange(place, with: Array(other.utf8))
      do {
        let model = try read(
          JSONFields(JSONReader.read(String(decoding: bytes, as: UTF8.self)), file: "m", path: ""))
        try expectAnswers(model)
        answered += 1
      } catch is any Complaint {
        refused += 1
      }
    }
    #expect(refused > 50 && answered > 20)
  }

  private func expectAnswers(_ model: BoostedTrees) throws {
    let columns: [FeatureColumn] = [
      .numbers([0, .nan, .infinity, -3e38]), .numbers([-.infinity, 1, -0.0, 3e38]),
      .categories([-1, 3, 16_777_215, .max]),
    ]
    guard model.features == columns.map(\.kind) else { return }
    let answers = try model.predict(columns)
    #expect(answers.count == 4 * model.objective.outputs)
    #expect(!answers.contains { $0.isNaN })
    _ = try? TreeExplainer(model).values(columns)
    let again = try BoostedTrees(JSONFields(model.json, file: "m", path: ""))
    #expect(again == model)
  }

  /// Where the numbers of a document stand.
  private static func numbers(_ bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var first: Int?
    var isText = false
    for (place, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\"") { isText.toggle() }
      let isDigit = !isText && "0123456789+-.eE".utf8.contains(byte)
      if isDigit, first == nil { first = place }
      if !isDigit, let start = first {
        if bytes[start] != UInt8(ascii: "e") { found.append(start..<place) }
        first = nil
      }
    }
    return found
  }
}
