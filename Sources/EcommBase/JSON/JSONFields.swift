/// A checked view of one object in a document, such as a model file: every question names the field, its type and its
/// range, and a field that does not fit is an error that says where it stands.
///
/// All readers of learners go through this, so no value of a hostile file is used unchecked.
public struct JSONFields: Sendable {
  public let object: JSON.Object
  public let file: String
  /// `model/trees/3`.
  let path: String

  public init(_ value: JSON, file: String, path: String) throws {
    guard case .object(let object) = value else {
      throw FieldError.wrong(file: file, path: path, expected: "an object")
    }
    self.object = object
    self.file = file
    self.path = path
  }

  public func fault(_ name: String, expected: String) -> FieldError {
    .wrong(file: file, path: place(name), expected: expected)
  }

  public func isNull(_ name: String) -> Bool { object[name] == .null }

  public func value(_ name: String) throws -> JSON {
    guard let value = object[name] else {
      throw FieldError.missing(file: file, path: place(name))
    }
    return value
  }

  public func string(_ name: String) throws -> String {
    try read(name, "a text") { $0.string }
  }

  public func optionalString(_ name: String) throws -> String? {
    isNull(name) ? nil : try string(name)
  }

  public func integer(_ name: String, in range: ClosedRange<Int>) throws -> Int {
    try read(name, "a whole number from \(range.lowerBound) to \(range.upperBound)") {
      $0.integer.flatMap { range.contains($0) ? $0 : nil }
    }
  }

  public func number(_ name: String) throws -> Double {
    try read(name, "a finite number") { $0.double.flatMap { $0.isFinite ? $0 : nil } }
  }

  public func flag(_ name: String) throws -> Bool {
    try read(name, "true or false") { $0.bool }
  }

  /// Lists of `each` finite numbers.
  public func lists(_ name: String, each count: Int) throws -> [[Double]] {
    let lists = try read(name, "a list of lists of numbers") { $0.array?.allOrNil(\.doubles) }
    guard lists.allSatisfy({ $0.count == count && $0.allSatisfy(\.isFinite) }) else {
      throw fault(name, expected: "lists of \(count) finite numbers")
    }
    return lists
  }

  public func strings(_ name: String) throws -> [String] {
    try read(name, "a list of texts") { $0.strings }
  }

  /// Finite numbers; `count`, where given, is how many there must be.
  public func numbers(_ name: String, count: Int? = nil) throws -> [Double] {
    let values = try read(name, "a list of numbers") { $0.doubles }
    guard values.allSatisfy(\.isFinite) else { throw fault(name, expected: "finite numbers only") }
    guard count == nil || values.count == count else {
      throw fault(name, expected: "\(count!) numbers; it has \(values.count)")
    }
    return values
  }

  /// Finite numbers, and not-a-number for null.
  public func numbersOrMissing(_ name: String) throws -> [Double] {
    let values = try read(name, "a list of numbers") { $0.doubles }
    guard !values.contains(where: \.isInfinite) else {
      throw fault(name, expected: "finite numbers, null where one is missing")
    }
    return values
  }

  public func choice<T: RawRepresentable & CaseIterable>(_ name: String) throws -> T
  where T.RawValue == String {
    let all = T.allCases.map(\.rawValue).joined(separator: ", ")
    return try read(name, "one of \(all)") { $0.string.flatMap(T.init(rawValue:)) }
  }

  public func objects(_ name: String) throws -> [JSONFields] {
    let items = try read(name, "a list") { $0.array }
    return try items.enumerated().map {
      try JSONFields($1, file: file, path: "\(place(name))/\($0)")
    }
  }

  public func fields(_ name: String) throws -> JSONFields {
    try JSONFields(value(name), file: file, path: place(name))
  }

  /// Nil where it is null or not there.
  public func optionalFields(_ name: String) throws -> JSONFields? {
    object[name] == nil || isNull(name) ? nil : try fields(name)
  }

  private func read<T>(_ name: String, _ expected: String, _ cast: (JSON) -> T?) throws -> T {
    guard let result = cast(try value(name)) else { throw fault(name, expected: expected) }
    return result
  }

  private func place(_ name: String) -> String { path.isEmpty ? name : path + "/" + name }
}

/// A field of a document that is not what it must be.
public enum FieldError: Error, Sendable, Equatable {
  case missing(file: String, path: String)
  case wrong(file: String, path: String, expected: String)
}

extension FieldError: Complaint {
  public var place: Place? {
    switch self {
    case .missing(let file, _), .wrong(let file, _, _): Place(file)
    }
  }

  public var problem: String {
    switch self {
    case .missing(_, let path): "the field \(path) is missing"
    case .wrong(_, let path, let expected): "the field \(path) is not \(expected)"
    }
  }
}
