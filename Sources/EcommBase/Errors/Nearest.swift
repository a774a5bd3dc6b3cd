/// Finds what somebody meant who wrote a name a little wrong.
public enum Nearest {
  /// The candidate closest to `name`, if it is close enough to be worth saying.
  public static func match(_ name: String, in candidates: some Sequence<String>) -> String? {
    let wanted = folded(name)
    let limit = max(1, wanted.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in candidates {
      let distance = editDistance(wanted, folded(candidate))
      guard distance <= limit else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (distance, candidate) }
    }
    return best?.name
  }

  /// Letters and digits only, in lower case: `PageValues` and `page_values` are the same name.
  private static func folded(_ name: String) -> [UInt8] {
    name.lowercased().utf8.filter { $0 > 127 || isalnum($0) }
  }

  private static func isalnum(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte)
  }

  /// Edits that turn one into the other: insert, delete, replace, swap of neighbours.
  static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1] + [Int](repeating: 0, count: b.count)
      for j in b.indices {
        row[j + 1] = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
        }
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
