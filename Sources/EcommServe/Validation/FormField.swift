import EcommBase
import EcommData
import EcommTasks

/// One field of a row as a client has to send it.
struct FormField: Sendable {
  enum Kind: Sendable, Equatable {
    case number, integer, boolean, date, text
    case category([String])
  }

  let name: String
  let kind: Kind
  /// Whether the field may be left out.
  var isOptional = false
  /// Whether it may be `null`: the model knows what to do without the value.
  var mayBeNull: Bool
  /// What training saw.
  var range: ClosedRange<Double>?
  /// What it can be at all.
  var limits: ClosedRange<Double>?
  /// What is accepted without `?lenient=true`.
  var accepted: ClosedRange<Double>?

  init(
    _ name: String, _ kind: Kind, isOptional: Bool = false, mayBeNull: Bool = false,
    range: ClosedRange<Double>? = nil, limits: ClosedRange<Double>? = nil
  ) {
    self.name = name
    self.kind = kind
    self.isOptional = isOptional
    self.mayBeNull = mayBeNull
    self.range = range
    self.limits = limits
    accepted = range.map(Self.widened)
  }

  init(_ column: SchemaColumn) {
    let kind: Kind =
      switch column.type {
      case .number: .number
      case .integer: .integer
      case .boolean: .boolean
      case .date: .date
      case .text: .text
      case .category: .category(column.categories)
      }
    self.init(column.name, kind, mayBeNull: column.missing == .allow, range: column.range)
  }

  /// By its own width to both sides, but never across zero: the next row may lie a little further out
  /// than any before, but a count is not negative.
  private static func widened(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let width = max(range.upperBound - range.lowerBound, abs(range.upperBound))
    let low = range.lowerBound - width
    let high = range.upperBound + width
    return
      (range.lowerBound >= 0 ? max(0, low) : low)...(range.upperBound <= 0 ? min(0, high) : high)
  }
}

extension FormField {
  /// What a value of the field is, for people.
  var wanted: String {
    switch kind {
    case .number: "a number"
    case .integer: "a whole number"
    case .boolean: "true or false"
    case .date: "a date such as 2025-03-09 or 2025-03-09T17:45:00"
    case .text: "a text"
    case .category: "a text"
    }
  }

  /// The number of a JSON value; nil where it is none of this kind.
  func number(_ value: JSON) -> Double? {
    switch (kind, value) {
    case (.boolean, .bool(let flag)): flag ? 1 : 0
    case (.boolean, _): value.integer.flatMap { (0...1).contains($0) ? Double($0) : nil }
    case (.integer, _): value.double.flatMap { $0 == $0.rounded() ? $0 : nil }
    case (.number, _): value.double
    default: nil
    }
  }

  /// Texts may come as whole numbers, as ids often do.
  func text(_ value: JSON) -> String? {
    switch value {
    case .string(let text): text
    case .integer(let number): String(number)
    case .bool(let flag): flag ? "true" : "false"
    default: nil
    }
  }

  func moment(_ value: JSON) -> Int64? {
    value.string.flatMap(DateText.moment)
  }

  func limitFault(_ number: Double) -> String? {
    guard let limits, !limits.contains(number) else { return nil }
    return
      "must lie from \(Figures.plain(limits.lowerBound)) to \(Figures.plain(limits.upperBound))"
  }

  func rangeFault(_ number: Double) -> String? {
    guard let accepted, let range, !accepted.contains(number) else { return nil }
    return "\(Figures.plain(number)) is far outside of what the model knows, "
      + "\(Figures.plain(range.lowerBound)) to \(Figures.plain(range.upperBound))"
  }

  func categoryFault(_ text: String, _ categories: [String]) -> String {
    let nearest = Nearest.match(text, in: categories).map { "; the nearest is \"\($0)\"" } ?? ""
    let shown = categories.prefix(20).joined(separator: ", ")
    let more = categories.count > 20 ? ", ... (\(categories.count) in all)" : ""
    return "\"\(text)\" is not one of \(shown)\(more)\(nearest)".showingControls
  }
}
