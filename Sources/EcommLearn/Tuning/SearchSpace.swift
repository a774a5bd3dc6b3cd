import EcommBase
import Glibc

/// What may be tried: a range for each setting, by its documented name.
public struct SearchSpace: Sendable, Equatable {
  public struct Dimension: Sendable, Equatable {
    public let name: String
    public let range: SearchRange

    public init(_ name: String, _ range: SearchRange) {
      self.name = name
      self.range = range
    }
  }

  public let dimensions: [Dimension]

  public init(_ dimensions: [Dimension]) throws(TuningError) {
    guard !dimensions.isEmpty else { throw .badSpace(name: "", expected: "at least one setting") }
    for (index, dimension) in dimensions.enumerated() {
      try dimension.range.validate(dimension.name)
      if dimensions[..<index].contains(where: { $0.name == dimension.name }) {
        throw .badSpace(name: dimension.name, expected: "named once")
      }
    }
    self.dimensions = dimensions
  }
}

public enum SearchRange: Sendable, Equatable {
  /// `logarithmic`: every factor of ten gets the same share.
  case number(ClosedRange<Double>, logarithmic: Bool)
  case integer(ClosedRange<Int>, logarithmic: Bool)
  case choice([String])
}

/// One value of a setting.
public enum TuningValue: Sendable, Equatable {
  case number(Double)
  case integer(Int)
  case choice(String)

  public var number: Double? {
    switch self {
    case .number(let value): value
    case .integer(let value): Double(value)
    case .choice: nil
    }
  }
  public var integer: Int? { if case .integer(let value) = self { value } else { nil } }
  public var choice: String? { if case .choice(let value) = self { value } else { nil } }
}

extension SearchRange {
  /// Whole numbers beyond this are not told apart by doubles.
  private static let largest = 1 << 53

  func validate(_ name: String) throws(TuningError) {
    switch self {
    case .number(let range, let logarithmic):
      guard range.lowerBound.isFinite, range.upperBound.isFinite,
        (range.upperBound - range.lowerBound).isFinite
      else { throw .badSpace(name: name, expected: "a finite range") }
      guard !logarithmic || range.lowerBound > 0 else {
        throw .badSpace(name: name, expected: "above 0 to be searched by factors")
      }
    case .integer(let range, let logarithmic):
      guard range.lowerBound >= -Self.largest, range.upperBound <= Self.largest else {
        throw .badSpace(name: name, expected: "a range of smaller numbers")
      }
      guard !logarithmic || range.lowerBound > 0 else {
        throw .badSpace(name: name, expected: "above 0 to be searched by factors")
      }
    case .choice(let names):
      guard !names.isEmpty, Set(names).count == names.count else {
        throw .badSpace(name: name, expected: "a list of different choices")
      }
    }
  }

  /// The value at `share` of the way; for choices the share-th of them.
  func value(at share: Double) -> TuningValue {
    let share = min(max(share, 0), 1)
    switch self {
    case .number(let range, let logarithmic):
      return .number(Self.between(range.lowerBound, range.upperBound, share, logarithmic))
    case .integer(let range, let logarithmic):
      let (low, high) = Self.edges(range, logarithmic)
      let value = Self.between(low, high, share, logarithmic).rounded()
      return .integer(min(max(Int(value), range.lowerBound), range.upperBound))
    case .choice(let names):
      return .choice(names[min(names.count - 1, Int(share * Double(names.count)))])
    }
  }

  /// How far along the range the value is; nil if it is none of it.
  func share(of value: TuningValue) -> Double? {
    switch (self, value) {
    case (.number(let range, let logarithmic), .number(let number)):
      range.contains(number)
        ? Self.place(range.lowerBound, range.upperBound, number, logarithmic) : nil
    case (.integer(let range, let logarithmic), .integer(let number)):
      range.contains(number)
        ? Self.place(
          Self.edges(range, logarithmic).0, Self.edges(range, logarithmic).1, Double(number),
          logarithmic) : nil
    case (.choice(let names), .choice(let name)):
      names.firstIndex(of: name).map { (Double($0) + 0.5) / Double(names.count) }
    default: nil
    }
  }

  var choices: Int? { if case .choice(let names) = self { names.count } else { nil } }

  /// A whole number has half a unit on each side, so that the first and the last get their share.
  private static func edges(_ range: ClosedRange<Int>, _ logarithmic: Bool) -> (Double, Double) {
    (Double(range.lowerBound) - 0.5, Double(range.upperBound) + 0.5)
  }

  private static func between(
    _ low: Double, _ high: Double, _ share: Double, _ logarithmic: Bool
  ) -> Double {
    if share == 0 || share == 1 { return share == 0 ? low : high }
    let value =
      logarithmic ? exp(log(low) + share * (log(high) - log(low))) : low + share * (high - low)
    return min(max(value, low), high)
  }

  private static func place(
    _ low: Double, _ high: Double, _ value: Double, _ logarithmic: Bool
  ) -> Double {
    guard high > low else { return 0.5 }
    return logarithmic
      ? (log(value) - log(low)) / (log(high) - log(low)) : (value - low) / (high - low)
  }
}
