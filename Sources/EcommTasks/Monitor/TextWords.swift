import EcommBase
import EcommData

/// The words of texts, in small letters: how often each comes, and how many each text has. A word is a run of
/// letters and digits. Of many texts every so many-th is looked at.
struct TextWords {
  private var counts: [String: Int] = [:]
  private(set) var lengths: [Double] = []

  private static let mostTexts = 20_000

  init(_ texts: Texts) {
    for row in stride(from: 0, to: texts.count, by: 1 + texts.count / Self.mostTexts) {
      guard let text = texts[row] else { continue }
      let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
      lengths.append(Double(words.count))
      for word in words { counts[String(word), default: 0] += 1 }
    }
    lengths.sort()
  }

  var spread: ColumnReference.Spread {
    let order = counts.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.key.precedesInUTF8($1.key)
    }
    let shown = order.prefix(ColumnReference.mostCategories)
    return .texts(
      words: shown.map(\.key), counts: shown.map(\.value),
      others: order.dropFirst(shown.count).reduce(0) { $0 + $1.value })
  }

  /// How often words of a list come, and how often any other.
  func counts(of words: [String]) -> [Int] {
    let own = words.map { counts[$0] ?? 0 }
    return own + [counts.values.reduce(0, +) - own.reduce(0, +)]
  }
}
