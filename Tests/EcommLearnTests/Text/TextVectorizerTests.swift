import EcommBase
import EcommLearn
import EcommTestKit
import Testing

@Suite struct TextVectorizerTests {
  /// scikit-learn's terms and weights; words are letters and digits of any script.
  @Test func equalsTfidfVectorizer() throws {
    let oracle = try Oracle.read("text_terms.json")
    let texts = TextRows(try #require(oracle["texts"]?.strings))
    let cases = oracle["cases"]?.array ?? []
    #expect(cases.count == 6)
    for (index, item) in cases.enumerated() {
      let parameters = settings(item["settings"] ?? [:])
      let (vectorizer, rows) = try TextVectorizer.fitTransform(texts, parameters: parameters)
      let terms = (0..<vectorizer.terms.count).map { vectorizer.terms[$0] }
      #expect(terms == item["terms"]?.strings, "case \(index)")
      #expect(try vectorizer.transform(texts) == rows)
      for (row, expected) in (item["rows"]?.array ?? []).enumerated() {
        let places = rows.starts[row]..<rows.starts[row + 1]
        let pairs = expected.array ?? []
        let expectedTerms = pairs.compactMap { $0["term"]?.string }
        #expect(places.map { terms[Int(rows.columns[$0])] } == expectedTerms)
        for (place, pair) in zip(places, pairs) {
          #expect(isClose(rows.values[place], pair["value"]?.double ?? .nan, within: 1e-14))
        }
      }
    }
  }

  private func settings(_ json: JSON) -> TextParameters {
    var parameters = TextParameters()
    parameters.unit = json["unit"]?.string.flatMap(TextParameters.Unit.init) ?? .words
    parameters.shortest = json["shortest"]?.integer ?? 1
    parameters.longest = json["longest"]?.integer ?? 1
    parameters.leastTexts = json["least_texts"]?.integer ?? 1
    parameters.leastLetters = json["least_letters"]?.integer ?? 2
    parameters.largestShare = json["largest_share"]?.double ?? 1
    parameters.sublinear = json["sublinear"]?.bool ?? false
    parameters.weighsRarity = json["weighs_rarity"]?.bool ?? true
    parameters.normalises = json["normalises"]?.bool ?? true
    parameters.lowercases = json["lowercases"]?.bool ?? true
    return parameters
  }

  @Test func threadsDoNotShow() throws {
    let texts = TextRows(Self.madeTexts(5000))
    var parameters = TextParameters()
    parameters.longest = 2
    parameters.leastTexts = 2
    let one = try TextVectorizer.fitTransform(texts, parameters: parameters, on: .serial)
    let two = try TextVectorizer.fitTransform(
      texts, parameters: parameters, on: Parallel(threads: 3))
    #expect(one.vectorizer == two.vectorizer && one.rows == two.rows)
    #expect(one.rows.rowCount == 5000 && one.vectorizer.columnCount > 100)
  }

  static func madeTexts(_ count: Int) -> [String] {
    var random = SeededRandom(seed: 3)
    return (0..<count).map { _ in
      (0..<random.below(8)).map { _ in "word\(random.below(1 + random.below(400)))" }
        .joined(separator: " ")
    }
  }

  @Test func onlyTheMostFrequentTermsAreKept() throws {
    var parameters = TextParameters()
    parameters.mostTerms = 2
    let vectorizer = try TextVectorizer.fit(
      TextRows(["bb aa", "bb cc", "cc aa dd", "bb"]), parameters: parameters)
    #expect((0..<2).map { vectorizer.terms[$0] } == ["aa", "bb"])
  }

  @Test func hashedTermsNeedNoVocabulary() throws {
    var parameters = TextParameters()
    parameters.hashBits = 10
    let texts = TextRows(["red shoe", "blue shoe shoe", "", "red"])
    let (vectorizer, rows) = try TextVectorizer.fitTransform(texts, parameters: parameters)
    #expect(rows.columnCount == 1024 && vectorizer.terms.count == 0)
    #expect((0..<4).map { rows.starts[$0 + 1] - rows.starts[$0] } == [2, 2, 0, 1])
    #expect(try vectorizer.transform(texts) == rows)
  }

  @Test func textsWithoutTermsAreRefused() {
    #expect(throws: TextError.noTerms) { try TextVectorizer.fit(TextRows(["", "! ?"])) }
    #expect(throws: TextError.noTerms) { try TextVectorizer.fit(TextRows([])) }
    #expect(throws: TextError.badEnd(row: 1)) { try TextRows(bytes: [1, 2], ends: [2, 1]) }
  }

  @Test func brokenBytesAreSpaces() throws {
    let bytes = Array("ab".utf8) + [0xFF, 0xC3] + Array("cd".utf8) + [0xE2, 0x82]
    let vectorizer = try TextVectorizer.fit(TextRows(bytes: bytes, ends: [bytes.count]))
    #expect((0..<vectorizer.terms.count).map { vectorizer.terms[$0] } == ["ab", "cd"])
  }
}
