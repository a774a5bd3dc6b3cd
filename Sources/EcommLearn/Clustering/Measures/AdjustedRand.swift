/// How far two clusterings agree, corrected for chance (Hubert and Arabie, 1985): 1 is the same
/// clusters under whatever numbers, 0 is what chance gives. Noise counts as a cluster of its own.
public enum AdjustedRand {
  public static func index(_ a: [Int], _ b: [Int]) throws(ClusterError) -> Double {
    guard a.count == b.count else {
      throw .differentCounts(what: "labels", count: b.count, rows: a.count)
    }
    let (left, right) = (numbered(a), numbered(b))
    var cells: [Int: Int] = [:]
    var (rows, columns) = (
      [Int](repeating: 0, count: left.count), [Int](repeating: 0, count: right.count)
    )
    for (x, y) in zip(left.labels, right.labels) {
      cells[x * right.count + y, default: 0] += 1
      rows[x] += 1
      columns[y] += 1
    }
    let together = cells.values.reduce(0.0) { $0 + pairs($1) }
    let (inA, inB) = (rows.reduce(0.0) { $0 + pairs($1) }, columns.reduce(0.0) { $0 + pairs($1) })
    let all = pairs(a.count)
    let expected = all > 0 ? inA / all * inB : 0
    let most = (inA + inB) / 2
    return most == expected ? 1 : (together - expected) / (most - expected)
  }

  private static func pairs(_ count: Int) -> Double { Double(count) * Double(count - 1) / 2 }

  /// Labels as 0, 1, ... in the order in which they appear.
  private static func numbered(_ labels: [Int]) -> (labels: [Int], count: Int) {
    var numbers: [Int: Int] = [:]
    let dense = labels.map { label in
      let number = numbers[label] ?? numbers.count
      numbers[label] = number
      return number
    }
    return (dense, numbers.count)
  }
}
