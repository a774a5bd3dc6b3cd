/// Numbers as people read them.
public enum Figures {
  /// `1,234.50`: a fixed count of decimals, a comma at every third place; `-` for a missing number.
  public static func fixed(_ value: Double, _ decimals: Int = 0) -> String {
    guard value.isFinite else { return value.isNaN ? "-" : value < 0 ? "-inf" : "inf" }
    let scale = power(decimals)
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < 1e15 else { return String(value) }
    let units = Int(scaled)
    let sign = value < 0 && units > 0 ? "-" : ""
    let whole = grouped(units / Int(scale))
    guard decimals > 0 else { return sign + whole }
    let fraction = String(units % Int(scale))
    return sign + whole + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }

  public static func count(_ value: Int) -> String {
    (value < 0 ? "-" : "") + grouped(Int(value.magnitude))
  }

  /// `1 row`, `3,200 rows`.
  public static func count(_ value: Int, _ noun: String) -> String {
    count(value) + " " + noun + (value == 1 ? "" : "s")
  }

  /// Three or four leading digits: for values whose size is not known beforehand.
  public static func short(_ value: Double) -> String {
    let size = value.magnitude
    if size == 0 { return "0" }
    if size >= 1e15, size.isFinite { return leading(value) }
    let decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4
    return fixed(value, decimals)
  }

  /// As few digits as tell it: `3`, `0.25`, `34.2`.
  public static func plain(_ value: Double) -> String {
    guard value.isFinite, value != value.rounded() else {
      return fixed(value)
    }
    var text = short(value)
    while text.last == "0" { text.removeLast() }
    return text.last == "." ? String(text.dropLast()) : text
  }

  /// `2.99e+99`
  private static func leading(_ value: Double) -> String {
    let text = String(value)
    guard let mark = text.firstIndex(of: "e") else { return text }
    return String(text[..<mark].prefix(value < 0 ? 5 : 4)) + text[mark...]
  }

  public static func percent(_ share: Double, _ decimals: Int = 1) -> String {
    fixed(share * 100, decimals) + " %"
  }

  public static func bytes(_ count: Int) -> String {
    let units = ["bytes", "KB", "MB", "GB"]
    var value = Double(count)
    var unit = 0
    while value >= 1000, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return fixed(value, unit == 0 || value >= 100 ? 0 : 1) + " " + units[unit]
  }

  private static func power(_ decimals: Int) -> Double {
    (0..<max(0, decimals)).reduce(1.0) { product, _ in product * 10 }
  }

  private static func grouped(_ value: Int) -> String {
    let digits = Array(String(value))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }
}
