import EcommBase
import EcommData

/// A chain of preparation for a single row, without tables: each feature is computed of the columns' values
/// in one step.
///
/// A column's value is its number, or the place of its category among those of the schema, or not-a-number
/// where it is missing. Invariant: features are the same bits as `Preparation.apply` gives; a chain
/// with a step that cannot be written so has no program. Cost: some nanoseconds a feature, no
/// allocation.
struct RowProgram: Sendable {
  private enum Step: Sendable {
    case number(column: Int)
    case ratio(amount: Int, count: Int)
    case sum([Int])
    /// Of each category of the schema, its code.
    case code(column: Int, codes: [Double])
  }

  private var steps: [Step] = []
  /// Of the features in their order: the names, and the steps that make them.
  private var features: [(name: String, step: Int)] = []
  private let categories: [[String]]

  var featureCount: Int { features.count }
  var stepCount: Int { steps.count }

  /// Nil where a column is a date or a text, or a step of the chain has no such form.
  init?(_ schema: [SchemaColumn], _ preparation: Preparation) {
    let columns = schema.filter { $0.role == .feature }
    guard preparation.text == nil, columns.allSatisfy({ $0.type != .date && $0.type != .text })
    else { return nil }
    categories = columns.map(\.categories)
    for (place, column) in columns.enumerated() {
      append(column.name, .number(column: place))
    }
    for step in preparation.steps where !step.compile(into: &self) { return nil }
  }

  private mutating func append(_ name: String, _ step: Step) {
    features.append((name, steps.count))
    steps.append(step)
  }

  private func step(_ name: String) -> Int? { features.first { $0.name == name }?.step }

  // MARK: For steps that compile themselves

  /// False where there is no such column.
  mutating func addRatio(_ name: String, amount: String, count: String) -> Bool {
    guard let amount = step(amount), let count = step(count) else { return false }
    append(name, .ratio(amount: amount, count: count))
    return true
  }

  mutating func addSum(_ name: String, of parts: [String]) -> Bool {
    let places = parts.compactMap(step)
    guard places.count == parts.count else { return false }
    append(name, .sum(places))
    return true
  }

  /// `code` says the code of a category's name.
  mutating func encode(_ name: String, by code: (String) -> Int32) -> Bool {
    guard let feature = features.firstIndex(where: { $0.name == name }),
      case .number(let column) = steps[features[feature].step]
    else { return false }
    steps[features[feature].step] = .code(
      column: column, codes: categories[column].map { Double(code($0)) })
    return true
  }

  /// Larger numbers count as this one, as in `Schema`.
  private static let largest = 1e100

  /// - Parameter work: room for `stepCount` numbers.
  func run(
    _ columns: UnsafeBufferPointer<Double>, work: UnsafeMutableBufferPointer<Double>,
    into target: UnsafeMutableBufferPointer<Float>
  ) {
    for place in steps.indices {
      switch steps[place] {
      case .number(let column):
        work[place] = min(max(columns[column], -Self.largest), Self.largest)
        if columns[column].isNaN { work[place] = .nan }
      case .ratio(let amount, let count):
        let ratio = work[amount] / (work[count] + 1)
        work[place] = ratio.isFinite ? ratio : .nan
      case .sum(let parts):
        work[place] = parts.reduce(0) { $0 + work[$1] }
      case .code(let column, let codes):
        let category = columns[column]
        let isKnown = category >= 0 && category < Double(codes.count)
        work[place] = isKnown ? codes[Int(category)] : .nan
      }
    }
    for place in features.indices { target[place] = Float(work[features[place].step]) }
  }
}
