/// Categories as bits, or, where codes are few and far between, as a sorted list: a set is never much larger
/// than its codes.
struct CategorySet: Sendable {
  private let words: [UInt64]
  /// Empty where there are `words`.
  private let sparse: [Int32]

  init(_ codes: [Int32]) {
    let known = codes.filter { $0 >= 0 }
    let width = Int(known.max() ?? 0) / 64 + 1
    guard width <= known.count + 4 else {
      words = []
      sparse = known.sorted()
      return
    }
    var words = [UInt64](repeating: 0, count: width)
    for code in known { words[Int(code) / 64] |= 1 << UInt64(code % 64) }
    self.words = words
    sparse = []
  }

  func contains(_ code: Int32) -> Bool {
    guard sparse.isEmpty else { return isListed(code) }
    let word = Int(code) / 64
    return code >= 0 && word < words.count && words[word] >> UInt64(code % 64) & 1 == 1
  }

  private func isListed(_ code: Int32) -> Bool {
    var (low, high) = (0, sparse.count)
    while low < high {
      let middle = (low + high) / 2
      if sparse[middle] < code { low = middle + 1 } else { high = middle }
    }
    return low < sparse.count && sparse[low] == code
  }
}
