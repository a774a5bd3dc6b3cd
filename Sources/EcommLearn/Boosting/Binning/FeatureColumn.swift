/// One feature of all rows. The engine compares in 32 bits, as its exchange format does: a double is
/// rounded to the nearest 32-bit number first, in training and in prediction alike.
public enum FeatureColumn: Sendable {
  /// Not-a-number is missing.
  case numbers([Float])
  /// Not-a-number is missing.
  case doubles([Double])
  /// Codes from 0; a negative code is missing. Codes are names: their order means nothing.
  case categories([Int32])

  public var count: Int {
    switch self {
    case .numbers(let values): values.count
    case .doubles(let values): values.count
    case .categories(let codes): codes.count
    }
  }

  public var kind: FeatureKind {
    if case .categories = self { .category } else { .number }
  }

  /// The values as the engine sees them: categories by their codes, missing as not-a-number.
  func fill(_ range: Range<Int>, into target: UnsafeMutablePointer<Float>) {
    switch self {
    case .numbers(let values):
      for (place, row) in range.enumerated() { target[place] = values[row] }
    case .doubles(let values):
      for (place, row) in range.enumerated() { target[place] = Float(values[row]) }
    case .categories(let codes):
      for (place, row) in range.enumerated() {
        target[place] = codes[row] < 0 ? .nan : Float(codes[row])
      }
    }
  }
}

/// What the values of a feature mean.
public enum FeatureKind: String, Sendable, CaseIterable {
  case number, category
}
