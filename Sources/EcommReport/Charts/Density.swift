import Glibc

/// A smooth curve of where values lie: Gaussian kernels at a width after Silverman (1986), summed on a grid
/// of binned values, so that a million values cost no more than a thousand.
public enum Density {
  private static let places = 128

  /// (value, density); empty for fewer than two different values.
  public static func curve(_ values: [Double]) -> [Canvas.Point] {
    let known = values.filter(\.isFinite)
    guard let low = known.min(), let high = known.max(), high > low else { return [] }
    let width = bandwidth(known)
    let (first, last) = (low - 2 * width, high + 2 * width)
    let step = (last - first) / Double(places - 1)
    var counts = [Double](repeating: 0, count: places)
    for value in known {
      counts[min(places - 1, max(0, Int(((value - first) / step).rounded())))] += 1
    }
    let reach = max(1, min(places, Int((4 * width / step).rounded(.up))))
    let kernel = (0...reach).map { offset -> Double in
      let z = Double(offset) * step / width
      return exp(-z * z / 2) / (width * 2.5066282746310002)
    }
    return (0..<places).map { place in
      let near = max(0, place - reach)...min(places - 1, place + reach)
      let sum = near.reduce(0) { $0 + counts[$1] * kernel[abs($1 - place)] }
      return (first + Double(place) * step, sum / Double(known.count))
    }
  }

  private static func bandwidth(_ values: [Double]) -> Double {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    return max(1.06 * variance.squareRoot() * pow(count, -0.2), .leastNormalMagnitude)
  }
}
