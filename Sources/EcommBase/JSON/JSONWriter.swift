/// Writes JSON in its one canonical form: names sorted, shortest numbers that read back the same.
public struct JSONWriter {
  public enum Layout: Sendable {
    /// Everything on one line: answers, lines of a log.
    case compact
    /// A line for every member and item, arrays of numbers on one line: files that people read.
    case indented
  }

  private var bytes: [UInt8] = []
  private let layout: Layout

  public static func bytes(_ value: JSON, _ layout: Layout = .compact) -> [UInt8] {
    var writer = JSONWriter(layout)
    writer.write(value, indent: 0)
    return writer.bytes
  }

  public static func text(_ value: JSON, _ layout: Layout = .compact) -> String {
    String(decoding: bytes(value, layout), as: UTF8.self)
  }

  private init(_ layout: Layout) { self.layout = layout }

  private mutating func write(_ value: JSON, indent: Int) {
    switch value {
    case .null: append("null")
    case .bool(let flag): append(flag ? "true" : "false")
    case .integer(let number): append(String(number))
    case .number(let number): write(number)
    case .string(let text): write(text)
    case .integers(let numbers): writeFlat(numbers) { $0.append(String($1)) }
    case .numbers(let numbers): writeFlat(numbers) { $0.write($1) }
    case .array(let items) where items.allSatisfy(\.isNumberOrNull):
      writeFlat(items) { $0.write($1, indent: 0) }
    case .array(let items):
      writeItems(items, indent, open: "[", close: "]") { $0.write($1, indent: indent + 1) }
    case .object(let object):
      writeItems(Array(zip(object.names, object.values)), indent, open: "{", close: "}") {
        $0.write($1.0)
        $0.append($0.layout == .compact ? ":" : ": ")
        $0.write($1.1, indent: indent + 1)
      }
    }
  }

  private mutating func writeFlat<T>(_ items: [T], _ write: (inout JSONWriter, T) -> Void) {
    append("[")
    for (index, item) in items.enumerated() {
      if index > 0 { append(",") }
      write(&self, item)
    }
    append("]")
  }

  private mutating func writeItems<T>(
    _ items: [T], _ indent: Int, open: String, close: String,
    _ write: (inout JSONWriter, T) -> Void
  ) {
    append(open)
    for (index, item) in items.enumerated() {
      if index > 0 { append(",") }
      newLine(indent + 1)
      write(&self, item)
    }
    if !items.isEmpty { newLine(indent) }
    append(close)
  }

  private mutating func newLine(_ indent: Int) {
    guard layout == .indented else { return }
    bytes.append(10)
    for _ in 0..<indent { append("  ") }
  }

  private mutating func write(_ number: Double) {
    append(number.isFinite ? number.description : "null")
  }

  private mutating func write(_ text: String) {
    append("\"")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 10: append("\\n")
      case 13: append("\\r")
      case 9: append("\\t")
      case 0..<32:
        append(byte < 16 ? "\\u000" : "\\u00")
        append(String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
    append("\"")
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }
}

extension JSON {
  fileprivate var isNumberOrNull: Bool {
    switch self {
    case .null, .integer, .number: true
    default: false
    }
  }
}
