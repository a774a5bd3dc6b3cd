/// Plain questions to a value; nil means that it is something else.
extension JSON {
  public subscript(name: String) -> JSON? {
    if case .object(let object) = self { object[name] } else { nil }
  }

  public var string: String? { if case .string(let value) = self { value } else { nil } }
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  public var object: Object? { if case .object(let value) = self { value } else { nil } }

  public var integer: Int? {
    switch self {
    case .integer(let value): value
    case .number(let value): Int(exactly: value)
    default: nil
    }
  }

  public var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  public var array: [JSON]? {
    switch self {
    case .array(let items): items
    case .integers(let items): items.map(JSON.integer)
    case .numbers(let items): items.map(JSON.number)
    default: nil
    }
  }

  public var integers: [Int]? {
    switch self {
    case .integers(let items): items
    case .array(let items) where items.isEmpty: []
    case .numbers(let items): items.allOrNil { Int(exactly: $0) }
    default: nil
    }
  }

  /// Numbers, with `null` as not-a-number.
  public var doubles: [Double]? {
    switch self {
    case .numbers(let items): items
    case .integers(let items): items.map(Double.init)
    case .array(let items): items.allOrNil { $0 == .null ? .nan : $0.double }
    default: nil
    }
  }

  public var strings: [String]? { array?.allOrNil(\.string) }
}

extension Array {
  /// Every element transformed, or nil if one cannot be.
  public func allOrNil<T>(_ transform: (Element) -> T?) -> [T]? {
    var results: [T] = []
    results.reserveCapacity(count)
    for element in self {
      guard let result = transform(element) else { return nil }
      results.append(result)
    }
    return results
  }
}
