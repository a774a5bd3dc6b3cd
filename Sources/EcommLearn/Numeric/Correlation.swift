/// How much two columns move together along a line (Pearson): from -1 to 1.
public enum Correlation {
  /// Pairs with a number that is not finite are passed over; nil where a column is constant. One pass
  /// over running means (Welford), so that large numbers close together lose nothing.
  public static func pearson(_ x: [Double], _ y: [Double]) -> Double? {
    var (count, meanX, meanY, xx, yy, xy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for (a, b) in zip(x, y) where a.isFinite && b.isFinite {
      count += 1
      let (stepX, stepY) = (a - meanX, b - meanY)
      meanX += stepX / count
      meanY += stepY / count
      xx += stepX * (a - meanX)
      yy += stepY * (b - meanY)
      xy += stepX * (b - meanY)
    }
    guard xx > 0, yy > 0 else { return nil }
    return min(1, max(-1, xy / (xx * yy).squareRoot()))
  }
}
