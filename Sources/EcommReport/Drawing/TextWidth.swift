/// How wide a text will be, without the font: sans-serif faces differ by a few per cent, so the figures
/// are those of the wider ones and a label that fits here fits everywhere.
enum TextWidth {
  static let size = 12.0

  /// Bold letters are wider.
  static let bold = 1.09

  static func of(_ text: String, size: Double = size) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ems($1) } * size
  }

  /// The text, or as much of its beginning as fits with an ellipsis.
  static func cut(_ text: String, to width: Double, size: Double = size) -> String {
    guard of(text, size: size) > width else { return text }
    var rest = width - of("…", size: size)
    let head = text.prefix { character in
      rest -= of(String(character), size: size)
      return rest >= 0
    }
    return String(head) + "…"
  }

  /// Words in lines no wider than `width`; a longer word has a line of its own.
  static func lines(_ text: String, within width: Double, size: Double = size) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, of("\(last) \(word)", size: size) <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  private static func ems(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "j", "l", "I", "'", "|", ".", ",", ":", ";", "!": 0.3
    case "f", "t", "r", "(", ")", "[", "]", "/", " ", "-", "\"": 0.4
    case "m", "w", "M", "W", "%", "@": 0.95
    case "A"..."Z": 0.72
    case "0"..."9": 0.64
    case "\u{0}"..."\u{7F}": 0.62
    case "\u{80}"..."\u{24F}": 0.66
    case "\u{300}"..."\u{36F}": 0
    default: 1.05
    }
  }
}
