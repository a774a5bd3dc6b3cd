/// A bar of letters: as long as its share of the largest, to an eighth of a letter in Unicode. A negative
/// value is drawn as long as it is large, of other letters, so that no colour is needed.
public enum TextBar {
  private static let eighths = Array(" ▏▎▍▌▋▊▉█")

  public static func text(
    _ value: Double, most: Double, width: Int, _ style: TerminalStyle
  ) -> String {
    guard value.isFinite, most.isFinite, most > 0, width > 0 else { return "" }
    let share = min(abs(value) / most, 1)
    if value < 0 { return whole(share, width, style.isUnicode ? "░" : "-") }
    guard style.isUnicode else { return whole(share, width, "#") }
    let parts = Int((share * Double(width) * 8).rounded())
    let full = String(repeating: "█", count: parts / 8)
    if parts == 0, value > 0 { return String(eighths[1]) }
    return parts % 8 == 0 ? full : full + String(eighths[parts % 8])
  }

  private static func whole(_ share: Double, _ width: Int, _ letter: String) -> String {
    String(repeating: letter, count: share > 0 ? max(1, Int((share * Double(width)).rounded())) : 0)
  }
}
