import EcommBase

extension TextVectorizer {
  public static func fit(
    _ texts: TextRows, parameters: TextParameters = TextParameters(),
    on parallel: Parallel = Parallel()
  ) throws -> TextVectorizer {
    try fitTransform(texts, parameters: parameters, on: parallel).vectorizer
  }

  /// The vectorizer and the rows of the texts it was fitted to, in one reading of them.
  public static func fitTransform(
    _ texts: TextRows, parameters: TextParameters = TextParameters(),
    on parallel: Parallel = Parallel()
  ) throws -> (vectorizer: TextVectorizer, rows: SparseRows) {
    try parameters.validate()
    guard texts.count > 0 else { throw TextError.noTerms }
    return parameters.hashBits == nil
      ? try fitVocabulary(texts, parameters, parallel)
      : try fitHashed(texts, parameters, parallel)
  }

  private static func fitVocabulary(
    _ texts: TextRows, _ parameters: TextParameters, _ parallel: Parallel
  ) throws -> (vectorizer: TextVectorizer, rows: SparseRows) {
    let parts = try parallel.mapChunks(of: texts.count, size: stretch) { rows in
      var table = TermTable()
      let counts = TermCounts.count(texts, rows, parameters) { table.insert($0, $1) }
      return (table: table, counts: counts)
    }
    let joined = Vocabulary(parts.map(\.table), parts.map(\.counts))
    let kept = try joined.kept(texts: texts.count, parameters)
    let weights = kept.map { term in
      parameters.weighsRarity
        ? TermWeighing.rarity(texts: texts.count, holding: joined.textsHolding[term]) : 1
    }
    let columns = joined.columns(of: kept)
    let counts = try parallel.map(parts.count) { part in
      renumbered(parts[part].counts, joined.numbers[part].map { columns[$0] })
    }
    let vectorizer = TextVectorizer(parameters, terms: joined.terms(kept), weights: weights)
    return (vectorizer, try TermWeighing.rows(counts, weights, parameters, on: parallel))
  }

  /// With the numbers of columns, ascending in each text; a term that was not kept, -1, drops out.
  private static func renumbered(_ counts: TermCounts, _ columns: [Int]) -> TermCounts {
    var result = TermCounts()
    result.packed.reserveCapacity(counts.packed.count)
    var first = 0
    var row: [UInt64] = []
    for end in counts.ends {
      row.removeAll(keepingCapacity: true)
      for packed in counts.packed[first..<end] {
        let column = columns[Int(packed >> 32)]
        if column >= 0 {
          row.append(UInt64(truncatingIfNeeded: column) << 32 | packed & 0xFFFF_FFFF)
        }
      }
      row.sort()
      result.packed.append(contentsOf: row)
      result.ends.append(result.packed.count)
      first = end
    }
    return result
  }

  private static func fitHashed(
    _ texts: TextRows, _ parameters: TextParameters, _ parallel: Parallel
  ) throws -> (vectorizer: TextVectorizer, rows: SparseRows) {
    let bits = parameters.hashBits ?? 20
    let counts = try parallel.mapChunks(of: texts.count, size: stretch) { rows in
      TermCounts.count(texts, rows, parameters) { TermHashing.column($1, bits) }
    }
    var holding = [Int](repeating: 0, count: 1 << bits)
    for part in counts { for packed in part.packed { holding[Int(packed >> 32)] += 1 } }
    let weights = holding.map {
      parameters.weighsRarity ? TermWeighing.rarity(texts: texts.count, holding: $0) : 1
    }
    let vectorizer = TextVectorizer(parameters, terms: TextRows([]), weights: weights)
    return (vectorizer, try TermWeighing.rows(counts, weights, parameters, on: parallel))
  }
}

/// The vocabularies of stretches of texts put together.
private struct Vocabulary {
  private var table = TermTable(capacity: 16_384)
  /// For each stretch the joint number of each of its terms.
  private(set) var numbers: [[Int]] = []
  private(set) var textsHolding: [Int] = []

  init(_ tables: [TermTable], _ counts: [TermCounts]) {
    for (part, counts) in zip(tables, counts) {
      let own = part.bytes.withUnsafeBufferPointer { bytes in
        (0..<part.count).map { term in
          table.insert(UnsafeBufferPointer(rebasing: bytes[part.range(term)]), part.hashes[term])
        }
      }
      textsHolding += [Int](repeating: 0, count: table.count - textsHolding.count)
      for packed in counts.packed { textsHolding[own[Int(packed >> 32)]] += 1 }
      numbers.append(own)
    }
  }

  /// The terms that are frequent enough and not too frequent, in the order of their bytes.
  func kept(texts: Int, _ parameters: TextParameters) throws(TextError) -> [Int] {
    let most = Double(texts) * parameters.largestShare
    var kept = (0..<table.count).filter {
      textsHolding[$0] >= parameters.leastTexts && Double(textsHolding[$0]) <= most
    }
    kept.sort { precedes($0, $1) }
    if let limit = parameters.mostTerms, kept.count > limit {
      let chosen = kept.indices.sorted {
        (textsHolding[kept[$0]], $1) > (textsHolding[kept[$1]], $0)
      }
      kept = chosen.prefix(limit).sorted().map { kept[$0] }
    }
    guard !kept.isEmpty else { throw .noTerms }
    return kept
  }

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    table.bytes[table.range(a)].lexicographicallyPrecedes(table.bytes[table.range(b)])
  }

  /// The column of each term, or -1.
  func columns(of kept: [Int]) -> [Int] {
    var columns = [Int](repeating: -1, count: table.count)
    for (column, term) in kept.enumerated() { columns[term] = column }
    return columns
  }

  func terms(_ kept: [Int]) -> TextRows {
    var (bytes, ends) = ([UInt8](), [Int]())
    for term in kept {
      bytes.append(contentsOf: table.bytes[table.range(term)])
      ends.append(bytes.count)
    }
    return TextRows(checked: bytes, ends)
  }
}
