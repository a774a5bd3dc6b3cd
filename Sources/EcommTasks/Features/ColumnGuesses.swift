import EcommBase
import EcommData

/// How many values a column has, and how many different ones.
struct ValueSurvey {
  let known: Int
  let distinct: Int

  init(_ values: ColumnValues) {
    switch values {
    case .numbers(let values):
      let known = values.filter { !$0.isNaN }
      (self.known, distinct) = (known.count, Set(known).count)
    case .integers(let values), .dates(let values):
      let known = values.filter { $0 != ColumnValues.missingInteger }
      (self.known, distinct) = (known.count, Set(known).count)
    case .booleans(let values):
      let known = values.filter { $0 != ColumnValues.missingBoolean }
      (self.known, distinct) = (known.count, Set(known).count)
    case .categories(let values):
      let known = values.codes.filter { $0 >= 0 }
      (self.known, distinct) = (known.count, Set(known).count)
    case .texts(let texts):
      let known = (0..<texts.count).filter { !texts.isMissing($0) }
      self.known = known.count
      distinct = Set(known.map { texts.bytes[texts.range($0)] }).count
    }
  }
}

/// Whole numbers that are names: the number of a browser, a region, a kind of traffic.
enum LikelyCodes {
  private static let most = 30
  private static let rowsPerCode = 20
  /// What counts and measures begins at 0, or says so by its name.
  private static let countingWords: Set<String> = [
    "count", "number", "num", "qty", "quantity", "items", "age", "days", "hours", "minutes",
    "weeks", "months", "years", "visits", "orders", "rating", "score", "rank", "size", "level",
    "pages", "clicks", "views", "pieces", "units", "stars", "n", "no",
  ]

  static func hold(_ values: [Int64], name: String) -> Bool {
    let known = Set(values.lazy.filter { $0 != ColumnValues.missingInteger })
    guard (3...most).contains(known.count), values.count >= known.count * rowsPerCode,
      let least = known.min(), least >= 1
    else { return false }
    return countingWords.isDisjoint(with: NameWords.of(name))
  }
}

/// Strings that are sentences or titles rather than names.
enum LikelyTexts {
  private static let fewest = 50
  private static let words = 3.0

  static func hold(_ values: Categories) -> Bool {
    guard values.levels.count > fewest else { return false }
    let spaces = values.levels.reduce(0) { $0 + $1.utf8.count { $0 == UInt8(ascii: " ") } }
    return Double(spaces) / Double(values.levels.count) + 1 >= words
  }
}

/// A value for each row or nearly so, in a column that is no measure and no text: what is learned from it
/// holds for no other row.
enum LikelyIdentifier {
  private static let fewestRows = 50
  private static let share = 0.5
  private static let names: Set<String> = ["id", "key", "uuid", "guid", "hash", "session", "ip"]

  static func isOne(_ column: Column, _ survey: ValueSurvey) -> Bool {
    guard survey.known >= fewestRows else { return false }
    let share = Double(survey.distinct) / Double(survey.known)
    switch column.values {
    case .integers: return isNamedSo(column.name)
    case .categories(let values):
      return !LikelyTexts.hold(values) && share > (isNamedSo(column.name) ? 0.02 : Self.share)
    case .texts(let texts): return share > Self.share && !hasWords(texts)
    default: return false
    }
  }

  /// `user_id`, `CustomerID`, `id`, but not `paid`.
  private static func isNamedSo(_ name: String) -> Bool {
    NameWords.of(name).last.map(names.contains) ?? false
  }

  private static func hasWords(_ texts: Texts) -> Bool {
    let spaces = texts.bytes.count { $0 == UInt8(ascii: " ") }
    return spaces >= texts.count
  }
}

/// The words of a column's name: `ProductRelated_Duration` is product, related, duration.
enum NameWords {
  static func of(_ name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var previous: Character = " "
    for character in name {
      let begins = character.isUppercase && !previous.isUppercase
      if !character.isLetter && !character.isNumber || begins {
        if !word.isEmpty { words.append(word.lowercased()) }
        word = ""
      }
      if character.isLetter || character.isNumber { word.append(character) }
      previous = character
    }
    return word.isEmpty ? words : words + [word.lowercased()]
  }
}
