import EcommBase
import Glibc

/// Centres to start from: k-means++ (Arthur and Vassilvitskii, 2007), greedy: of a few rows drawn in
/// proportion to their squared distance from the nearest centre so far, the one is taken that leaves
/// the least inertia.
///
/// Invariant: which rows are drawn depends on the seed and the rows alone. Cost: a pass over the rows
/// for each centre, with 2 + log(k) distances for each row.
struct KMeansSeeding: Sendable {
  let rows: KMeansRows
  let parallel: Parallel

  /// Rows to begin at, nil if fewer than `count` rows differ.
  func rows(_ count: Int, _ random: inout SeededRandom) throws -> [Int]? {
    var nearest = [Double](repeating: .infinity, count: rows.count)
    var chosen = [drawByWeight(&random)]
    var masses = try approach(chosen[0], &nearest)
    let trials = 2 + Int(log(Double(count)))
    while chosen.count < count {
      let total = masses.reduce(0, +)
      guard total > 0 else { return nil }
      let candidates = (0..<trials).map { _ in draw(random.uniform() * total, masses, nearest) }
      let left = try inertias(candidates, nearest)
      let best = left.indices.min { (left[$0], $0) < (left[$1], $1) } ?? 0
      chosen.append(candidates[best])
      if chosen.count < count { masses = try approach(candidates[best], &nearest) }
    }
    return chosen
  }

  private func drawByWeight(_ random: inout SeededRandom) -> Int {
    guard !rows.weights.isEmpty else { return random.below(rows.count) }
    var left = random.uniform() * rows.totalWeight
    for row in 0..<rows.count where rows.weights[row] > 0 {
      left -= rows.weights[row]
      if left < 0 { return row }
    }
    return rows.weights.lastIndex { $0 > 0 } ?? 0
  }

  /// The row at which the running sum of masses passes `target`.
  private func draw(_ target: Double, _ masses: [Double], _ nearest: [Double]) -> Int {
    var left = target
    var part = 0
    while part + 1 < masses.count, left >= masses[part] {
      left -= masses[part]
      part += 1
    }
    var last: Int?
    for row in rows.chunks[part] where rows.weight(row) * nearest[row] > 0 {
      left -= rows.weight(row) * nearest[row]
      last = row
      if left < 0 { return row }
    }
    return last ?? nearest.indices.last { rows.weight($0) * nearest[$0] > 0 } ?? 0
  }

  /// Brings `nearest` up to date with a new centre; the masses of the stretches.
  private func approach(_ centre: Int, _ nearest: inout [Double]) throws -> [Double] {
    let columns = rows.columns
    return try SharedBuffer.sharing(&nearest) { nearest in
      try parallel.map(rows.chunks.count) { part in
        rows.matrix.values.withUnsafeBufferPointer { values in
          guard let values = values.baseAddress else { return 0.0 }
          let point = values + centre * columns
          var mass = 0.0
          for row in rows.chunks[part] {
            let distance = min(
              nearest.base[row], RowDistance.squared(values + row * columns, point, columns))
            nearest.base[row] = distance
            mass += rows.weight(row) * distance
          }
          return mass
        }
      }
    }
  }

  /// The inertia that would be left with each candidate as a further centre.
  private func inertias(_ candidates: [Int], _ nearest: [Double]) throws -> [Double] {
    let groups = stride(from: 0, to: candidates.count, by: 4).map {
      Array(candidates[$0..<min(candidates.count, $0 + 4)])
    }
    let parts = try parallel.map(rows.chunks.count) { part in
      groups.flatMap { group in
        let sums = inertias(ofFour: group, nearest, rows.chunks[part])
        return group.indices.map { sums[$0] }
      }
    }
    return KMeansRows.combined(parts)
  }

  private func inertias(
    ofFour candidates: [Int], _ nearest: [Double], _ range: Range<Int>
  ) -> SIMD4<Double> {
    let columns = rows.columns
    var points = [SIMD4<Double>](repeating: SIMD4(), count: columns)
    for (lane, row) in candidates.enumerated() {
      for column in 0..<columns { points[column][lane] = rows.matrix[row, column] }
    }
    return rows.matrix.values.withUnsafeBufferPointer { values in
      nearest.withUnsafeBufferPointer { nearest in
        points.withUnsafeBufferPointer { points in
          var total = SIMD4<Double>()
          for row in range {
            var sums = SIMD4<Double>()
            for column in 0..<columns {
              let difference = SIMD4(repeating: values[row * columns + column]) - points[column]
              sums += difference * difference
            }
            let near = SIMD4(repeating: nearest[row])
            total += sums.replacing(with: near, where: near .< sums) * rows.weight(row)
          }
          return total
        }
      }
    }
  }
}
