/// Counts the values that stand in a list before, by parts of the list that fit the nearest memory: values
/// with the same leading bits go into one part. Three looks at each value.
enum Copies {
  private static let partBits: UInt64 = 10

  static func count(_ values: [UInt64]) -> Int {
    var starts = [Int](repeating: 0, count: 1 << partBits + 1)
    for value in values { starts[part(value) + 1] += 1 }
    for place in 1..<starts.count { starts[place] += starts[place - 1] }
    var next = starts
    var sorted = [UInt64](repeating: 0, count: values.count)
    for value in values {
      let own = part(value)
      sorted[next[own]] = value
      next[own] += 1
    }
    var count = 0
    for place in 0..<starts.count - 1 {
      var known = KeySet()
      for value in sorted[starts[place]..<starts[place + 1]] where !known.insert(value) {
        count += 1
      }
    }
    return count
  }

  private static func part(_ value: UInt64) -> Int { Int(value >> (64 - partBits)) }
}
