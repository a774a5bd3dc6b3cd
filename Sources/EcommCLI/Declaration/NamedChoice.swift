import EcommBase

extension UsageError {
  /// A name that is none of all there are, with the nearest of them.
  static func unknown(_ name: String, kind: String, all: [String]) -> UsageError {
    .unknownName(name, kind: kind, nearest: Nearest.match(name, in: all), all: all)
  }
}

extension RawRepresentable where Self: CaseIterable, RawValue == String {
  /// The one that a person names in a list or among the inputs.
  static func named(_ name: String, kind: String) throws -> Self {
    guard let choice = Self(rawValue: name) else {
      throw UsageError.unknown(name, kind: kind, all: allCases.map(\.rawValue))
    }
    return choice
  }
}
