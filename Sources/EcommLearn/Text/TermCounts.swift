/// How often each term occurs in each of some texts.
struct TermCounts: Sendable {
  /// For each text its terms, ascending: number of the term in the high half, count in the low one.
  var packed: [UInt64] = []
  /// Where each text ends in `packed`.
  var ends: [Int] = []

  /// Calls `number` for the number of each term, nil where it is to be passed over.
  static func count(
    _ texts: TextRows, _ rows: Range<Int>, _ parameters: TextParameters,
    number: (UnsafeBufferPointer<UInt8>, UInt64) -> Int?
  ) -> TermCounts {
    var counts = TermCounts()
    var cutter = TermCutter(parameters)
    var found: [UInt64] = []
    texts.bytes.withUnsafeBufferPointer { bytes in
      for row in rows {
        cutter.cut(UnsafeBufferPointer(rebasing: bytes[texts.range(row)]))
        found.removeAll(keepingCapacity: true)
        cutter.buffer.withUnsafeBufferPointer { buffer in
          for term in cutter.terms {
            let term = UnsafeBufferPointer(rebasing: buffer[term])
            if let number = number(term, TermTable.hash(term)) {
              found.append(UInt64(truncatingIfNeeded: number) << 32)
            }
          }
        }
        counts.append(&found)
      }
    }
    return counts
  }

  /// Equal numbers become one with their count.
  private mutating func append(_ found: inout [UInt64]) {
    found.sort()
    var last = UInt64.max
    for number in found {
      if number == last {
        packed[packed.count - 1] += 1
      } else {
        packed.append(number + 1)
        last = number
      }
    }
    ends.append(packed.count)
  }
}
