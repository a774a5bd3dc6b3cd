import EcommBase

/// What models of series read from a model file beyond plain fields: numbers that can be multiplied on
/// their way into the future without running over.
extension JSONFields {
  func bounded(_ name: String, above least: Double? = nil) throws -> Double {
    let value = try number(name)
    guard value.magnitude <= SeriesBounds.largestState else {
      throw fault(name, expected: "a number up to \(SeriesBounds.largestState)")
    }
    if let least, value < least { throw fault(name, expected: "\(least) or more") }
    return value
  }

  func number(_ name: String, in range: ClosedRange<Double>) throws -> Double {
    let value = try number(name)
    guard range.contains(value) else {
      throw fault(name, expected: "from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  func boundedNumbers(_ name: String, count: Int? = nil) throws -> [Double] {
    let values = try numbers(name, count: count)
    guard values.allSatisfy({ $0.magnitude <= SeriesBounds.largestState }) else {
      throw fault(name, expected: "numbers up to \(SeriesBounds.largestState)")
    }
    return values
  }
}
