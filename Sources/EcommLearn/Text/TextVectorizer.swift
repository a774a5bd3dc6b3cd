import EcommBase
import Glibc

/// Turns texts into sparse rows of weighed terms (TF-IDF; Salton and Buckley, 1988).
///
/// Columns are the terms in the order of their UTF-8 bytes. Texts are cut in stretches, each with a
/// vocabulary of its own; these are put together in the order of the stretches and sorted, so that
/// threads do not show.
public struct TextVectorizer: Sendable, Equatable {
  public static let name = "tf-idf"

  public let parameters: TextParameters
  /// The term of each column; empty when terms are hashed.
  public let terms: TextRows
  /// The weight of each column.
  public let weights: [Double]
  private let table: TermTable

  public var columnCount: Int { weights.count }

  static let stretch = 2048

  init(_ parameters: TextParameters, terms: TextRows, weights: [Double]) {
    self.parameters = parameters
    self.terms = terms
    self.weights = weights
    table = Self.table(terms)
  }

  public static func == (a: TextVectorizer, b: TextVectorizer) -> Bool {
    a.parameters == b.parameters && a.terms == b.terms && a.weights == b.weights
  }

  private static func table(_ terms: TextRows) -> TermTable {
    var table = TermTable(capacity: terms.count)
    terms.bytes.withUnsafeBufferPointer { bytes in
      for row in 0..<terms.count {
        let term = UnsafeBufferPointer(rebasing: bytes[terms.range(row)])
        _ = table.insert(term, TermTable.hash(term))
      }
    }
    return table
  }

  /// The terms' rows of new texts; a term that is not in the vocabulary counts for nothing.
  public func transform(_ texts: TextRows, on parallel: Parallel = Parallel()) throws -> SparseRows
  {
    let counts = try parallel.mapChunks(of: texts.count, size: Self.stretch) { rows in
      if let bits = parameters.hashBits {
        return TermCounts.count(texts, rows, parameters) { TermHashing.column($1, bits) }
      }
      return TermCounts.count(texts, rows, parameters) { table.find($0, $1) }
    }
    return try TermWeighing.rows(counts, weights, parameters, on: parallel)
  }
}

enum TermHashing {
  static func column(_ hash: UInt64, _ bits: Int) -> Int {
    Int(truncatingIfNeeded: hash >> UInt64(64 - bits))
  }
}

/// From counts to weights.
enum TermWeighing {
  static func rarity(texts: Int, holding: Int) -> Double {
    log(Double(1 + texts) / Double(1 + holding)) + 1
  }

  static func rows(
    _ counts: [TermCounts], _ weights: [Double], _ parameters: TextParameters,
    on parallel: Parallel
  ) throws -> SparseRows {
    let parts = try parallel.map(counts.count) { weigh(counts[$0], weights, parameters) }
    var starts = [0]
    for part in counts {
      let before = starts[starts.count - 1]
      for end in part.ends { starts.append(before + end) }
    }
    return SparseRows(
      checked: max(1, weights.count), starts, parts.flatMap(\.columns), parts.flatMap(\.values))
  }

  private static func weigh(
    _ counts: TermCounts, _ weights: [Double], _ parameters: TextParameters
  ) -> (columns: [Int32], values: [Double]) {
    let columns = counts.packed.map { Int32(truncatingIfNeeded: $0 >> 32) }
    var values = counts.packed.map { packed in
      let count = Double(packed & 0xFFFF_FFFF)
      return (parameters.sublinear ? 1 + log(count) : count) * weights[Int(packed >> 32)]
    }
    guard parameters.normalises else { return (columns, values) }
    var first = 0
    for end in counts.ends {
      let length = values[first..<end].reduce(0) { $0 + $1 * $1 }.squareRoot()
      if length > 0 { for place in first..<end { values[place] /= length } }
      first = end
    }
    return (columns, values)
  }
}
