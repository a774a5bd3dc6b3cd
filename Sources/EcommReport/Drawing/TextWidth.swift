/// How wide a text will be, without the font: sans-serif faces differ by a few per cent, so the figures
/// are those of the wider ones and a label that fits here fits everywhere.
enum TextWidth {
  static let size = 12.0

  /// Bold letters are wider.
  static let bold = 1.09

  static func of(_ text: String, size: Double = size) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ems($1) } * size
  }

  /// Where a text that has no room is cut.
  enum Place: CaseIterable { case end, middle, beginning }

  /// The text, or as much of it as fits with an ellipsis.
  static func cut(
    _ text: String, to width: Double, size: Double = size, at place: Place = .end
  ) -> String {
    guard of(text, size: size) > width else { return text }
    let room = width - of("…", size: size)
    switch place {
    case .end: return fitting(text, room, size) + "…"
    case .beginning: return "…" + last(text, room, size)
    case .middle: return fitting(text, room / 2, size) + "…" + last(text, room / 2, size)
    }
  }

  /// Names that stand together, cut where they stay as different as they are: names that begin alike lose
  /// another part than names that end alike.
  static func cut(_ texts: [String], to width: Double, size: Double = size) -> [String] {
    guard texts.contains(where: { of($0, size: size) > width }) else { return texts }
    let ways = [texts, withoutCommonBeginning(texts)].flatMap { texts in
      Place.allCases.map { place in
        texts.map { cut($0, to: width, size: size, at: place) }
      }
    }
    let most = ways.map { Set($0).count }.max()
    return ways.first { Set($0).count == most } ?? texts
  }

  /// The words that all begin with become an ellipsis.
  private static func withoutCommonBeginning(_ texts: [String]) -> [String] {
    let words = texts.map { $0.split(separator: " ", omittingEmptySubsequences: false) }
    guard texts.count > 1, let first = words.first else { return texts }
    let common = first.indices.prefix { place in
      words.allSatisfy { $0.count > place + 1 && $0[place] == first[place] }
    }.count
    guard common > 0 else { return texts }
    return words.map { "…" + $0.dropFirst(common).joined(separator: " ") }
  }

  private static func fitting(_ text: some Sequence<Character>, _ room: Double, _ size: Double)
    -> String
  {
    var rest = room
    return String(
      text.prefix { character in
        rest -= of(String(character), size: size)
        return rest >= 0
      })
  }

  private static func last(_ text: String, _ room: Double, _ size: Double) -> String {
    String(fitting(text.reversed(), room, size).reversed())
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
