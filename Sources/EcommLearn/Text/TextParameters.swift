/// How texts are cut into terms and terms are weighed.
public struct TextParameters: Sendable, Equatable {
  /// What a term is made of.
  public enum Unit: String, Sendable, CaseIterable {
    case words
    /// Characters, across spaces.
    case characters
    /// Characters inside words, each word with a space before and behind.
    case charactersInWords = "characters-in-words"
  }

  public var unit = Unit.words
  /// Neighbouring words or characters that make one term: from `shortest` to `longest` of them.
  public var shortest = 1
  public var longest = 1
  /// A word of fewer characters is passed over.
  public var leastLetters = 2
  public var lowercases = true
  /// 1 + ln(count) in place of the count.
  public var sublinear = false
  /// Rare terms weigh more: ln((1 + texts) / (1 + texts with the term)) + 1.
  public var weighsRarity = true
  /// Each row is divided by its Euclidean length.
  public var normalises = true
  /// A term of fewer texts is left out.
  public var leastTexts = 1
  /// A term of more than this share of the texts is left out.
  public var largestShare = 1.0
  /// Of more terms the most frequent ones are kept.
  public var mostTerms: Int?
  /// Terms share 2^bits columns by their hash, and no vocabulary is kept.
  public var hashBits: Int?

  public init() {}

  public func validate() throws(TextError) {
    guard (1...20).contains(shortest) else {
      throw .badParameter(name: "shortest", expected: "from 1 to 20")
    }
    guard (shortest...20).contains(longest) else {
      throw .badParameter(name: "longest", expected: "from shortest to 20")
    }
    guard (1...1000).contains(leastLetters) else {
      throw .badParameter(name: "leastLetters", expected: "from 1 to 1,000")
    }
    guard leastTexts >= 1 else { throw .badParameter(name: "leastTexts", expected: "1 or more") }
    guard largestShare > 0, largestShare <= 1 else {
      throw .badParameter(name: "largestShare", expected: "above 0, at most 1")
    }
    if let most = mostTerms, most < 1 {
      throw .badParameter(name: "mostTerms", expected: "1 or more")
    }
    if let bits = hashBits, !(4...26).contains(bits) {
      throw .badParameter(name: "hashBits", expected: "from 4 to 26")
    }
  }
}
