import EcommBase

/// The borders between the bins of a numeric feature.
///
/// Border i lies between bin i and bin i + 1: a value belongs left of it iff it is smaller. Few
/// distinct values get a bin each, exactly. Otherwise the borders are quantiles of at most
/// `sampleSize` values, one drawn from each of as many equal stretches of rows; a value more frequent than
/// a bin's share has a bin to itself. Cost: linear in the rows, no more than a sort of the sample.
enum CutPoints {
  static let sampleSize = 1 << 17

  /// Ascending and finite; at most `bins - 1`.
  static func find(_ values: [Float], bins: Int) -> [Float] {
    var keys = sample(values)
    FloatOrder.sort(&keys)
    let counted = Counted(sorted: keys)
    if counted.values.count <= bins {
      if let all = distinct(values, known: counted.values, limit: bins) { return between(all) }
    }
    return quantiles(counted, bins: bins)
  }

  /// One value of each stretch of rows, missing ones left out.
  private static func sample(_ values: [Float]) -> [UInt32] {
    let count = min(values.count, sampleSize)
    var random = SeededRandom(seed: UInt64(values.count))
    var keys: [UInt32] = []
    keys.reserveCapacity(count)
    for piece in 0..<count {
      let start = piece * values.count / count
      let end = (piece + 1) * values.count / count
      let value = values[end - start == 1 ? start : start + random.below(end - start)]
      if !value.isNaN { keys.append(FloatOrder.key(value)) }
    }
    return keys
  }

  /// Every distinct value of the column, or nil if there are more than `limit`.
  private static func distinct(_ values: [Float], known: [UInt32], limit: Int) -> [UInt32]? {
    guard values.count > sampleSize else { return known }
    var seen = Set(known)
    var last: UInt32?
    for value in values where !value.isNaN {
      let key = FloatOrder.key(value)
      if key == last { continue }
      last = key
      if seen.insert(key).inserted, seen.count > limit { return nil }
    }
    return seen.sorted()
  }

  private static func between(_ keys: [UInt32]) -> [Float] {
    zip(keys, keys.dropFirst()).compactMap { border(FloatOrder.value($0), FloatOrder.value($1)) }
  }

  /// A bin is closed as soon as it has its share of what was left when it was opened.
  private static func quantiles(_ sample: Counted, bins: Int) -> [Float] {
    var cuts: [Float] = []
    var left = sample.total
    var inBin = 0
    for index in sample.values.indices.dropLast() {
      inBin += sample.counts[index]
      let share = Double(left) / Double(bins - cuts.count)
      let next = sample.counts[index + 1]
      guard Double(inBin) >= share || (Double(next) >= share && inBin > 0) else { continue }
      let value = FloatOrder.value(sample.values[index])
      if let cut = border(value, FloatOrder.value(sample.values[index + 1])) { cuts.append(cut) }
      left -= inBin
      inBin = 0
      if cuts.count == bins - 1 { break }
    }
    return cuts
  }

  /// The finite number nearest the middle with `low < border <= high`; nil where there is none.
  static func border(_ low: Float, _ high: Float) -> Float? {
    if high == .infinity { return low < .greatestFiniteMagnitude ? .greatestFiniteMagnitude : nil }
    let middle = Float((Double(low) + Double(high)) / 2)
    return middle > low ? middle : high
  }

  /// Distinct values and how often each stands in a sorted list.
  private struct Counted {
    var values: [UInt32] = []
    var counts: [Int] = []
    let total: Int

    init(sorted keys: [UInt32]) {
      total = keys.count
      for key in keys {
        if values.last == key {
          counts[counts.count - 1] += 1
        } else {
          values.append(key)
          counts.append(1)
        }
      }
    }
  }
}
