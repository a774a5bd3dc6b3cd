/// Values as one row of letters, the highest the fullest: `▁▂▅█▆▂`, or `_.-=#=.` in ASCII. A missing value
/// is a space.
public enum Sparkline {
  private static let blocks = Array("▁▂▃▄▅▆▇█")
  private static let letters = Array("_.-:=+*#")

  /// Of more values than `width` the means of even stretches. `floor` is the least letter's value, the
  /// smallest value where it is not told.
  public static func text(
    _ values: [Double], width: Int, floor: Double? = nil, _ style: TerminalStyle
  ) -> String {
    let shown = Self.means(values, width)
    let known = shown.filter(\.isFinite)
    guard let most = known.max(), let least = floor ?? known.min() else {
      return String(repeating: " ", count: shown.count)
    }
    let steps = style.isUnicode ? blocks : letters
    return String(
      shown.map { value in
        guard value.isFinite else { return " " }
        guard most > least else { return steps[steps.count / 2] }
        let share = min(max((value - least) / (most - least), 0), 1)
        return steps[min(steps.count - 1, Int(share * Double(steps.count)))]
      })
  }

  static func means(_ values: [Double], _ width: Int) -> [Double] {
    guard width > 0 else { return [] }
    guard values.count > width else { return values }
    return (0..<width).map { place in
      let part = values[place * values.count / width..<(place + 1) * values.count / width]
      let known = part.filter(\.isFinite)
      return known.isEmpty ? .nan : known.reduce(0) { $0 + $1 / Double(known.count) }
    }
  }
}
