import EcommBase
import EcommData

/// The values of one field over all rows, in the kind that the model reads.
enum FormColumn {
  case numbers([Double])
  case dates([Int64])
  case texts([String?])

  init(_ field: FormField, rows: Int) {
    switch field.kind {
    case .number, .integer, .boolean: self = .numbers(Self.room(rows))
    case .date: self = .dates(Self.room(rows))
    case .text, .category: self = .texts(Self.room(rows))
    }
  }

  private static func room<T>(_ rows: Int) -> [T] {
    var values: [T] = []
    values.reserveCapacity(rows)
    return values
  }

  var values: ColumnValues {
    switch self {
    case .numbers(let values): .numbers(values)
    case .dates(let values): .dates(values)
    case .texts(let values): .categories(Categories(of: values))
    }
  }

  mutating func appendMissing() {
    switch self {
    case .numbers(var values):
      self = .numbers([])
      values.append(.nan)
      self = .numbers(values)
    case .dates(var values):
      self = .dates([])
      values.append(ColumnValues.missingInteger)
      self = .dates(values)
    case .texts(var values):
      self = .texts([])
      values.append(nil)
      self = .texts(values)
    }
  }

  /// A value, or the lack of one; what is wrong with it goes to `faults`.
  mutating func append(_ value: JSON?, _ field: FormField, _ faults: inout FaultList) {
    guard let value, value != .null else {
      if value == nil, !field.isOptional {
        faults.add(field.name, "is missing" + (field.mayBeNull ? "; null if it is not known" : ""))
      } else if value != nil, !field.mayBeNull, !field.isOptional {
        faults.add(field.name, "must not be null")
      }
      return appendMissing()
    }
    guard append(known: value, field, &faults) else {
      faults.add(field.name, "must be \(field.wanted)")
      return appendMissing()
    }
  }

  /// False where the value is of another type.
  private mutating func append(
    known value: JSON, _ field: FormField, _ faults: inout FaultList
  ) -> Bool {
    switch self {
    case .numbers(var values):
      guard let number = field.number(value) else { return false }
      self = .numbers([])
      if let fault = field.limitFault(number) {
        faults.add(field.name, fault)
      } else if let fault = field.rangeFault(number) {
        faults.addOdd(field.name, fault)
      }
      values.append(number)
      self = .numbers(values)
    case .dates(var values):
      guard let moment = field.moment(value) else { return false }
      self = .dates([])
      values.append(moment)
      self = .dates(values)
    case .texts(var values):
      guard let text = field.text(value) else { return false }
      self = .texts([])
      if case .category(let known) = field.kind, !known.contains(text) {
        faults.addOdd(field.name, field.categoryFault(text, known))
      }
      values.append(text)
      self = .texts(values)
    }
    return true
  }
}
