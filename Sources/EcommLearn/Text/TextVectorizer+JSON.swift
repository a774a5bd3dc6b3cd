import EcommBase

extension TextParameters {
  var json: JSON {
    [
      "unit": .string(unit.rawValue), "shortest": .integer(shortest), "longest": .integer(longest),
      "least_letters": .integer(leastLetters), "lowercases": .bool(lowercases),
      "sublinear": .bool(sublinear), "weighs_rarity": .bool(weighsRarity),
      "normalises": .bool(normalises), "least_texts": .integer(leastTexts),
      "largest_share": .number(largestShare), "most_terms": .optional(mostTerms),
      "hash_bits": .optional(hashBits),
    ]
  }

  init(_ fields: JSONFields) throws {
    self.init()
    unit = try fields.choice("unit")
    shortest = try fields.integer("shortest", in: 1...20)
    longest = try fields.integer("longest", in: shortest...20)
    leastLetters = try fields.integer("least_letters", in: 1...1000)
    lowercases = try fields.flag("lowercases")
    sublinear = try fields.flag("sublinear")
    weighsRarity = try fields.flag("weighs_rarity")
    normalises = try fields.flag("normalises")
    leastTexts = try fields.integer("least_texts", in: 1...Int.max)
    largestShare = try fields.number("largest_share")
    if !fields.isNull("most_terms") {
      mostTerms = try fields.integer("most_terms", in: 1...Int.max)
    }
    if !fields.isNull("hash_bits") { hashBits = try fields.integer("hash_bits", in: 4...26) }
    try validate()
  }
}

extension TextVectorizer {
  public var json: JSON {
    [
      "parameters": parameters.json, "terms": .strings((0..<terms.count).map { terms[$0] }),
      "weights": .numbers(weights),
    ]
  }

  public init(_ fields: JSONFields) throws {
    let parameters = try TextParameters(fields.fields("parameters"))
    let terms = try fields.strings("terms")
    guard zip(terms, terms.dropFirst()).allSatisfy({ $0.precedesInUTF8($1) }) else {
      throw fields.fault("terms", expected: "ascending, each term once")
    }
    guard parameters.hashBits != nil ? terms.isEmpty : !terms.isEmpty else {
      throw fields.fault("terms", expected: "there, or absent where terms are hashed")
    }
    let count = parameters.hashBits.map { 1 << $0 } ?? terms.count
    self.init(
      parameters, terms: TextRows(terms), weights: try fields.numbers("weights", count: count))
  }
}
