import Glibc

/// The values of a series up to a moment, with running sums, so that the mean of any window costs two
/// look-ups. Missing values are not-a-number and count for nothing.
struct SeriesTrail {
  private(set) var values: [Double] = []
  /// The largest size of a value.
  private(set) var largest = 0.0
  private var sums = [0.0]
  private var sizes = [0.0]
  private var squares = [0.0]
  private var counts = [0]

  init(_ values: [Double]) {
    self.values.reserveCapacity(values.count)
    for value in values { append(value) }
  }

  mutating func append(_ value: Double) {
    let known = value.isNaN ? 0 : value
    values.append(value)
    largest = max(largest, abs(known))
    sums.append(sums[sums.count - 1] + known)
    sizes.append(sizes[sizes.count - 1] + abs(known))
    squares.append(squares[squares.count - 1] + known * known)
    counts.append(counts[counts.count - 1] + (value.isNaN ? 0 : 1))
  }

  subscript(place: Int) -> Double { values.indices.contains(place) ? values[place] : .nan }

  func mean(_ range: ClosedRange<Int>) -> Double { average(sums, range) }

  /// The mean size of the values, whatever their signs.
  func size(_ range: ClosedRange<Int>) -> Double { average(sizes, range) }

  func deviation(_ range: ClosedRange<Int>) -> Double {
    let mean = mean(range)
    return max(0, average(squares, range) - mean * mean).squareRoot()
  }

  /// Not-a-number where nothing in the range is known.
  private func average(_ running: [Double], _ range: ClosedRange<Int>) -> Double {
    let low = max(0, range.lowerBound)
    let high = min(values.count, range.upperBound + 1)
    guard low < high, counts[high] > counts[low] else { return .nan }
    return (running[high] - running[low]) / Double(counts[high] - counts[low])
  }
}
