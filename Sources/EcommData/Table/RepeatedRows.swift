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

  private func isSame(_ a: Int, _ b: Int) -> Bool {
    columns.allSatisfy { $0.values.isSame(a, b) }
  }
}

extension ColumnValues {
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
