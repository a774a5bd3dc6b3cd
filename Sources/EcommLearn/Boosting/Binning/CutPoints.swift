/// The borders between the bins of a numeric feature.
///
/// Border i lies between bin i and bin i + 1: a value belongs left of it iff it is smaller. Few
/// distinct values get a bin each, exactly. Otherwise the borders are quantiles of at most
/// `sampleSize` values, drawn from all; a value more frequent than a bin's share has a bin to itself.
/// Cost: no more than a sort of the sample.
enum CutPoints {
  static let sampleSize = 1 << 17

  /// Of few distinct values (`FloatOrder` keys).
  static func between(_ distinct: Set<UInt32>) -> [Float] {
    let keys = distinct.sorted()
    return zip(keys, keys.dropFirst()).compactMap {
      border(FloatOrder.value($0), FloatOrder.value($1))
    }
  }

  /// Of drawn values, missing ones among them: at most `bins - 1`, ascending and finite.
  static func quantiles(_ sample: [Float], _ bins: Int) -> [Float] {
    var keys = sample.filter { !$0.isNaN }.map(FloatOrder.key)
    FloatOrder.sort(&keys)
    return quantiles(Counted(sorted: keys), bins: bins)
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
