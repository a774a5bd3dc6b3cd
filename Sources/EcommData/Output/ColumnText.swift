/// The values of a column as text, row by row.
struct ColumnText {
  private let values: ColumnValues
  private let levels: [[UInt8]]
  private let detail: Timestamp.Detail

  init(_ values: ColumnValues) {
    self.values = values
    switch values {
    case .categories(let categories):
      levels = categories.levels.map { Array($0.utf8) }
      detail = .day
    case .dates(let dates):
      levels = []
      let isDays = dates.allSatisfy { $0 == ColumnValues.missingInteger || $0 % Timestamp.day == 0 }
      detail = isDays ? .day : .second
    default:
      levels = []
      detail = .day
    }
  }

  var isString: Bool {
    switch values {
    case .categories, .texts: true
    default: false
    }
  }

  var isDate: Bool {
    if case .dates = values { true } else { false }
  }

  func isMissing(_ row: Int) -> Bool {
    switch values {
    case .numbers(let values): !values[row].isFinite
    case .integers(let values), .dates(let values): values[row] == ColumnValues.missingInteger
    case .booleans(let values): values[row] == ColumnValues.missingBoolean
    case .categories(let values): values.codes[row] < 0
    case .texts(let values): values.isMissing(row)
    }
  }

  /// A number, a boolean or a date; nothing where it is missing.
  func append(_ row: Int, to bytes: inout [UInt8]) {
    guard !isMissing(row) else { return }
    switch values {
    case .numbers(let values): bytes.append(contentsOf: values[row].description.utf8)
    case .integers(let values): Self.append(values[row], to: &bytes)
    case .booleans(let values):
      bytes.append(contentsOf: (values[row] == 1 ? "true" : "false").utf8)
    case .dates(let values):
      Timestamp(microseconds: values[row]).appendISO(detail, to: &bytes)
    case .categories, .texts: break
    }
  }

  /// A string; nil where it is missing.
  func withText(_ row: Int, _ body: (UnsafeBufferPointer<UInt8>?) -> Void) {
    guard !isMissing(row) else { return body(nil) }
    switch values {
    case .categories(let categories):
      levels[Int(categories.codes[row])].withUnsafeBufferPointer(body)
    case .texts(let texts):
      texts.bytes.withUnsafeBufferPointer {
        body(UnsafeBufferPointer(rebasing: $0[texts.range(row)]))
      }
    default: body(nil)
    }
  }

  static func append(_ value: Int64, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    let start = bytes.count
    repeat {
      bytes.append(48 + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }
}
