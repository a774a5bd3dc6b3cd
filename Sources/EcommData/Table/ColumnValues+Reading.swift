extension ColumnValues {
  /// As numbers, missing as not-a-number; nil for categories and texts, which are none.
  public var doubles: [Double]? {
    switch self {
    case .numbers(let values): values
    case .integers(let values), .dates(let values):
      values.map { $0 == Self.missingInteger ? .nan : Double($0) }
    case .booleans(let values): values.map { $0 == Self.missingBoolean ? .nan : Double($0) }
    case .categories, .texts: nil
    }
  }

  public func isMissing(_ row: Int) -> Bool {
    switch self {
    case .numbers(let values): values[row].isNaN
    case .integers(let values), .dates(let values): values[row] == Self.missingInteger
    case .booleans(let values): values[row] == Self.missingBoolean
    case .categories(let values): values.codes[row] < 0
    case .texts(let values): values.isMissing(row)
    }
  }

  /// The value of a row as a person would write it, or nil where it is missing.
  public func text(_ row: Int) -> String? {
    switch self {
    case .numbers(let values): values[row].isNaN ? nil : values[row].description
    case .integers(let values):
      values[row] == Self.missingInteger ? nil : String(values[row])
    case .booleans(let values):
      values[row] == Self.missingBoolean ? nil : values[row] == 0 ? "false" : "true"
    case .dates(let values):
      values[row] == Self.missingInteger
        ? nil : Timestamp(microseconds: values[row]).description
    case .categories(let values): values[row]
    case .texts(let values): values[row]
    }
  }
}
