import EcommBase
import EcommData

/// Which rows a model has learned from, told row by row without keeping them.
///
/// A Bloom filter (Bloom 1970) of the rows' hashes: a row that was seen is always told so; of new ones a known small
/// share is taken for seen as well. The second copy of a row is another entry than the first, so of a file that
/// repeats rows as many count as seen as there were. Cost: 6.25 bits a row, never more than 128 KB; of more than
/// 168,000 rows the share of new ones taken for seen grows, to 63 % of a million.
public struct SeenRows: Sendable, Equatable {
  /// How many there were.
  public let rows: Int
  let bits: [UInt8]
  /// Places that each row has in the bits.
  let probes: Int

  private static let bitsPerRow = 6.25
  private static let mostBytes = 1 << 17

  /// - Parameter table: the columns that the model looks at, of its types.
  init(_ table: Table) {
    let wanted = Int(Double(table.rowCount) * Self.bitsPerRow / 8) + 8
    var bits = [UInt8](repeating: 0, count: min(wanted, Self.mostBytes))
    rows = table.rowCount
    let perRow = Double(bits.count * 8) / Double(max(1, rows))
    probes = max(1, Int((0.6931 * perRow).rounded()))
    for key in Self.keys(table) {
      for place in Self.places(key, probes, bits.count) { bits[place >> 3] |= 1 << (place & 7) }
    }
    self.bits = bits
  }

  /// The share of rows never seen that are taken for seen.
  public var falseShare: Double {
    let set = bits.reduce(0) { $0 + $1.nonzeroBitCount }
    let share = Double(set) / Double(max(1, bits.count * 8))
    return (0..<probes).reduce(1) { product, _ in product * share }
  }

  func contains(_ table: Table) -> [Bool] {
    Self.keys(table).map { key in
      Self.places(key, probes, bits.count).allSatisfy { bits[$0 >> 3] & 1 << ($0 & 7) != 0 }
    }
  }

  /// How many of these rows are no more than copies of rows that were learned from; 0 where that may be chance.
  func overlap(_ table: Table) -> Int {
    let (found, all) = (Double(contains(table).count { $0 }), Double(table.rowCount))
    let chance = falseShare * all
    guard found > chance + 4 * chance.squareRoot() + 1 else { return 0 }
    return Int(((found - chance) / (1 - falseShare)).rounded())
  }

  /// A row by its values and by how many equal ones stand before it.
  private static func keys(_ table: Table) -> [UInt64] {
    var copies: [UInt64: UInt64] = [:]
    return table.rowHashes().map { hash in
      let before = copies[hash, default: 0]
      copies[hash] = before + 1
      return scrambled(hash &+ before &* 0xD6E8_FEB8_6659_FD93)
    }
  }

  /// Two halves of one hash make as many as are needed (Kirsch and Mitzenmacher 2006).
  private static func places(
    _ key: UInt64, _ probes: Int, _ bytes: Int
  ) -> some Sequence<Int> {
    let (first, step) = (key & 0xFFFF_FFFF, key >> 32 | 1)
    return (0..<UInt64(probes)).lazy.map { Int((first &+ $0 &* step) % UInt64(bytes * 8)) }
  }

  /// The finisher of MurmurHash3: every bit of the key depends on every bit of the hash.
  private static func scrambled(_ hash: UInt64) -> UInt64 {
    var bits = hash
    bits = (bits ^ bits >> 33) &* 0xFF51_AFD7_ED55_8CCD
    bits = (bits ^ bits >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return bits ^ bits >> 33
  }
}

extension SeenRows {
  var json: JSON {
    [
      "rows": .integer(rows), "probes": .integer(probes),
      "bits": .string(Hexadecimal.text(bits)),
    ]
  }

  init(_ fields: JSONFields) throws {
    rows = try fields.integer("rows", in: 0...Int.max)
    probes = try fields.integer("probes", in: 1...1000)
    guard let bits = Hexadecimal.bytes(try fields.string("bits")), !bits.isEmpty,
      bits.count <= Self.mostBytes
    else { throw fields.fault("bits", expected: "up to 128 KB in hexadecimal digits") }
    self.bits = bits
  }
}

extension SeenRows {
  /// What is to be said of figures on rows that a model was made of; nil where they are new.
  func warning(_ table: Table) -> String? {
    let known = min(overlap(table), table.rowCount)
    guard known > 0 else { return nil }
    let words =
      known == table.rowCount
      ? "these are the rows that the model was trained on, so this"
      : "about \(Figures.count(known)) of these \(Figures.count(table.rowCount, "row")) were learned from, "
        + "for which this"
    return "warning: \(words) is no test: give it rows it has not seen"
  }
}
