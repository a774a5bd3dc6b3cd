/// Values at a share of an ascending list, linear between neighbours, as NumPy's default.
public enum Quantile {
  /// NaN of an empty list.
  public static func of(_ sorted: [Double], _ share: Double) -> Double {
    guard let last = sorted.indices.last else { return .nan }
    let place = min(max(share, 0), 1) * Double(last)
    let low = Int(place)
    guard low < last else { return sorted[last] }
    let part = place - Double(low)
    let (a, b) = (sorted[low], sorted[low + 1])
    return part == 0 || a == b ? a : min(b, a * (1 - part) + b * part)
  }

  public static func median(_ values: [Double]) -> Double { of(values.sorted(), 0.5) }
}
