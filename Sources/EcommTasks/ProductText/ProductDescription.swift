/// What a title or description says of a product: size with unit, pieces, colour, material.
///
/// Words and numbers are taken apart first, so that `64GB`, `64 gb` and `64gb` are the same. The first
/// colour and material count; of sizes the first; `20 x 30 cm` is 20.
struct ProductDescription: Equatable {
  var size: Double?
  var unit: String?
  var pieces: Double?
  var colour: String?
  var material: String?

  init(_ text: String) {
    let parts = Self.parts(text)
    for place in parts.indices {
      switch parts[place] {
      case .word(let word):
        if colour == nil { colour = ProductWords.colours[word] }
        if material == nil { material = ProductWords.materials[word] }
      case .number(let value): take(value, at: place, of: parts)
      }
    }
  }

  private enum Part: Equatable {
    case word(String)
    case number(Double)

    var word: String? { if case .word(let word) = self { word } else { nil } }
  }

  private static let mostPieces = 10_000.0

  private mutating func take(_ value: Double, at place: Int, of parts: [Part]) {
    func word(_ step: Int) -> String? {
      parts.indices.contains(place + step) ? parts[place + step].word : nil
    }
    let next = word(1) == "x" ? word(3) : word(1)
    if let next, let unit = ProductWords.units[next], size == nil {
      size = value
      self.unit = unit
    } else if pieces == nil, value >= 1, value <= Self.mostPieces, value == value.rounded() {
      let isSet =
        word(-1).map(ProductWords.sets.contains) ?? false
        || word(-1).map(ProductWords.of.contains) ?? false
          && word(-2).map(ProductWords.sets.contains) ?? false
      if isSet || word(1).map(ProductWords.pieces.contains) ?? false { pieces = value }
    }
  }

  /// Letters and digits apart; a comma or a point between digits is a decimal mark.
  private static func parts(_ text: String) -> [Part] {
    var parts: [Part] = []
    var letters = ""
    var digits = ""
    func endWord() {
      if !letters.isEmpty { parts.append(.word(letters)) }
      letters = ""
    }
    func endNumber() {
      if let value = Double(digits.last == "." ? String(digits.dropLast()) : digits) {
        parts.append(.number(value))
      }
      digits = ""
    }
    for character in text.lowercased() {
      if character.isASCII, character.isNumber {
        endWord()
        digits.append(character)
      } else if character == "." || character == ",", !digits.isEmpty, !digits.contains(".") {
        digits.append(".")
      } else {
        endNumber()
        if character.isLetter { letters.append(character) } else { endWord() }
      }
    }
    endNumber()
    endWord()
    return parts
  }
}
