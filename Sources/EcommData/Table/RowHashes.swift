extension Table {
  /// A number for each row that depends on its values alone: equal rows of two tables have the same one, however
  /// each table numbers its categories.
  ///
  /// Rows that are unequal have the same one by chance, once in 2^64 pairs. Cost: one look at every value.
  public func rowHashes() -> [UInt64] {
    var hashes = [UInt64](repeating: 0, count: rowCount)
    for column in columns { column.values.mix(into: &hashes) }
    return hashes
  }
}

extension ColumnValues {
  fileprivate func mix(into hashes: inout [UInt64]) {
    switch self {
    case .numbers(let values):
      // Both zeros are one number, and all that is no number is missing.
      Self.mix(values.lazy.map { $0.isNaN ? Double.nan.bitPattern : ($0 + 0).bitPattern }, &hashes)
    case .integers(let values), .dates(let values):
      Self.mix(values.lazy.map(UInt64.init(bitPattern:)), &hashes)
    case .booleans(let values):
      Self.mix(values.lazy.map { UInt64(truncatingIfNeeded: $0) }, &hashes)
    case .categories(let values):
      let levels = values.levels.map { Self.hash($0.utf8) }
      Self.mix(values.codes.lazy.map { $0 < 0 ? 1 : levels[Int($0)] }, &hashes)
    case .texts(let texts):
      Self.mix(
        (0..<texts.count).lazy.map {
          texts.isMissing($0) ? 1 : Self.hash(texts.bytes[texts.range($0)])
        }, &hashes)
    }
  }

  private static func mix(_ values: some Sequence<UInt64>, _ hashes: inout [UInt64]) {
    for (row, value) in values.enumerated() {
      var bits = (hashes[row] ^ value) &* 0x9E37_79B9_7F4A_7C15
      bits ^= bits >> 29
      hashes[row] = bits
    }
  }

  /// FNV-1a.
  private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
