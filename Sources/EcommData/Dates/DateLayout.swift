/// The ways of writing a date that are understood, in the order they are preferred in when a whole
/// column fits several. A time of day may follow in all but the last three.
public enum DateLayout: Int, Sendable, CaseIterable {
  /// `2025-03-09`
  case yearDash
  case yearSlash
  case yearDot
  /// `9.3.2025`
  case dayDot
  case dayDash
  case monthDash
  /// `3/9/2025`; before `daySlash`, so that a column which fits both is read month first.
  case monthSlash
  case daySlash
  /// `9 Mar 2025`, `Mar 9, 2025`, `9-Mar-2025`
  case named
  /// `20250309`; only where a column's name or the user says so, as are the next two.
  case compact
  case epochSeconds
  case epochMilliseconds

  enum Order { case yearFirst, dayFirst, monthFirst }

  var order: Order {
    switch self {
    case .dayDot, .dayDash, .daySlash: .dayFirst
    case .monthDash, .monthSlash: .monthFirst
    default: .yearFirst
    }
  }

  /// The layout that a column could also be read as: the same marks, day and month exchanged.
  var twin: DateLayout? {
    switch self {
    case .dayDash: .monthDash
    case .monthDash: .dayDash
    case .daySlash: .monthSlash
    case .monthSlash: .daySlash
    default: nil
    }
  }

  var needsAName: Bool { rawValue >= DateLayout.compact.rawValue }

  /// As a person would write it for `--date-format`.
  public var pattern: String {
    switch self {
    case .yearDash: "YYYY-MM-DD"
    case .yearSlash: "YYYY/MM/DD"
    case .yearDot: "YYYY.MM.DD"
    case .dayDot: "DD.MM.YYYY"
    case .dayDash: "DD-MM-YYYY"
    case .monthDash: "MM-DD-YYYY"
    case .monthSlash: "MM/DD/YYYY"
    case .daySlash: "DD/MM/YYYY"
    case .named: "DD Mon YYYY"
    case .compact: "YYYYMMDD"
    case .epochSeconds: "seconds"
    case .epochMilliseconds: "milliseconds"
    }
  }

  /// From a pattern (`DD/MM/YYYY HH:MM`, `%d/%m/%Y`); a time of day in it is not needed.
  public init?(pattern: String) {
    let plain = Self.plain(pattern)
    guard let layout = Self.allCases.first(where: { plain.hasPrefix($0.pattern.lowercased()) })
    else { return nil }
    let rest = plain.dropFirst(layout.pattern.count)
    guard rest.allSatisfy({ "hmst:. ".contains($0) }) else { return nil }
    self = layout
  }

  private static func plain(_ pattern: String) -> String {
    var plain = ""
    var percent = false
    for character in pattern {
      if character == "%" {
        percent = true
        continue
      }
      plain += percent ? Self.directive(character) : character.lowercased()
      percent = false
    }
    return plain
  }

  private static func directive(_ letter: Character) -> String {
    switch letter {
    case "Y": "yyyy"
    case "m": "mm"
    case "d": "dd"
    case "b", "B": "mon"
    case "s": "seconds"
    default: letter.lowercased()
    }
  }

  /// Whether a column of this name may hold dates that look like plain numbers.
  static func isNamed(_ column: String) -> Bool {
    let name = column.lowercased()
    return ["date", "time", "epoch"].contains { name.contains($0) }
      || ["_at", "_ts", "_dt", "day"].contains { name.hasSuffix($0) }
      || ["ts", "dt"].contains(name)
  }
}
