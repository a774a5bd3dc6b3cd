/// A JSON document (RFC 8259).
///
/// Two choices make it fit for models: whole numbers and other numbers are told apart (`1` and `1.0`),
/// so that writing what was read gives the same bytes; and an array of nothing but numbers is packed,
/// so that a hundred megabytes of them cost eight bytes each. A number that is not finite is written
/// as `null`, and `null` among numbers is read as not-a-number.
public enum JSON: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case integers([Int])
  case numbers([Double])
  case array([JSON])
  case object(Object)

  /// Members in the order of their names' UTF-8 bytes; every name once.
  public struct Object: Sendable, Equatable {
    public private(set) var names: [String]
    public private(set) var values: [JSON]

    public init() {
      names = []
      values = []
    }

    /// `members` with distinct names, in any order.
    public init(_ members: [(String, JSON)]) {
      let sorted = members.sorted { $0.0.precedesInUTF8($1.0) }
      names = sorted.map(\.0)
      values = sorted.map(\.1)
    }

    public var count: Int { names.count }

    public subscript(name: String) -> JSON? {
      get {
        let index = position(of: name)
        return index < names.count && names[index] == name ? values[index] : nil
      }
      set {
        let index = position(of: name)
        let exists = index < names.count && names[index] == name
        switch (newValue, exists) {
        case (let value?, true): values[index] = value
        case (let value?, false):
          names.insert(name, at: index)
          values.insert(value, at: index)
        case (nil, true):
          names.remove(at: index)
          values.remove(at: index)
        case (nil, false): break
        }
      }
    }

    private func position(of name: String) -> Int {
      var low = 0
      var high = names.count
      while low < high {
        let middle = (low + high) / 2
        if names[middle].precedesInUTF8(name) { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }
}

extension String {
  /// The order of the bytes, which no language setting changes.
  public func precedesInUTF8(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}

/// Not by `nil`: `object["x"] != nil` must ask whether there is such a member.
extension JSON: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByStringInterpolation,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(stringLiteral value: String) { self = .string(value) }
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSON)...) { self = .object(Object(elements)) }

  public static func strings(_ values: [String]) -> JSON { .array(values.map(JSON.string)) }

  /// The value or `null`.
  public static func optional(_ value: String?) -> JSON { value.map(JSON.string) ?? .null }
  public static func optional(_ value: Double?) -> JSON { value.map(JSON.number) ?? .null }
  public static func optional(_ value: Int?) -> JSON { value.map(JSON.integer) ?? .null }
}
