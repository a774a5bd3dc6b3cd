extension Table {
  /// The rows that are exact copies of one before them, ascending.
  ///
  /// Rows are told apart by a hash and, where hashes are equal, value by value. Cost: one look at
  /// every value and a table entry a row.
  public func repeatedRows() -> [Int] {
    let hashes = rowHashes()
    var firsts: [UInt64: [Int]] = [:]
    firsts.reserveCapacity(rowCount)
    return (0..<rowCount).filter { row in
      let earlier = firsts[hashes[row]] ?? []
      if earlier.contains(where: { isSame($0, row) }) { return true }
      firsts[hashes[row]] = earlier + [row]
      return false
    }
  }

  private func rowHashes() -> [UInt64] {
    var hashes = [UInt64](repeating: 0, count: rowCount)
    for column in columns { column.values.mix(into: &hashes) }
    return hashes
  }

  private func isSame(_ a: Int, _ b: Int) -> Bool {
    columns.allSatisfy { $0.values.isSame(a, b) }
  }
}

extension ColumnValues {
  fileprivate func mix(into hashes: inout [UInt64]) {
    switch self {
    case .numbers(let values): Self.mix(values.lazy.map(\.bitPattern), &hashes)
    case .integers(let values), .dates(let values):
      Self.mix(values.lazy.map(UInt64.init(bitPattern:)), &hashes)
    case .booleans(let values):
      Self.mix(values.lazy.map { UInt64(truncatingIfNeeded: $0) }, &hashes)
    case .categories(let values):
      Self.mix(values.codes.lazy.map { UInt64(truncatingIfNeeded: $0) }, &hashes)
    case .texts(let texts):
      Self.mix((0..<texts.count).lazy.map { texts.hash($0) }, &hashes)
    }
  }

  private static func mix(_ values: some Sequence<UInt64>, _ hashes: inout [UInt64]) {
    for (row, value) in values.enumerated() {
      var bits = (hashes[row] ^ value) &* 0x9E37_79B9_7F4A_7C15
      bits ^= bits >> 29
      hashes[row] = bits
    }
  }

  fileprivate func isSame(_ a: Int, _ b: Int) -> Bool {
    switch self {
    case .numbers(let values): values[a].bitPattern == values[b].bitPattern
    case .integers(let values), .dates(let values): values[a] == values[b]
    case .booleans(let values): values[a] == values[b]
    case .categories(let values): values.codes[a] == values.codes[b]
    case .texts(let texts):
      texts.isMissing(a) == texts.isMissing(b)
        && texts.bytes[texts.range(a)].elementsEqual(texts.bytes[texts.range(b)])
    }
  }
}

extension Texts {
  /// FNV-1a.
  fileprivate func hash(_ row: Int) -> UInt64 {
    bytes[range(row)].reduce(isMissing(row) ? 1 : 0xCBF2_9CE4_8422_2325) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
  }
}
