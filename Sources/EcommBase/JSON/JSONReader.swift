/// Reads strict RFC 8259: nothing missing, nothing extra, nothing twice.
///
/// One pass over bytes that end in a zero, so that no look ahead can leave the buffer: a zero byte is
/// never legal in JSON outside a string and a control character inside one. Depth and size are
/// bounded; the cost is a few nanoseconds a byte.
public struct JSONReader {
  public struct Limits: Sendable {
    public var depth: Int
    public var bytes: Int
    public init(depth: Int = 256, bytes: Int = 4 << 30) {
      self.depth = depth
      self.bytes = bytes
    }
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let file: String
  let limits: Limits
  var position = 0
  var depth = 0

  /// Takes the bytes over, so that the zero behind them costs no copy where they are not used again.
  public static func read(
    _ bytes: consuming [UInt8], file: String = "input", limits: Limits = Limits()
  ) throws(JSONError) -> JSON {
    bytes.append(0)
    let result: Result<JSON, JSONError> = bytes.withUnsafeBufferPointer { buffer in
      let text = UnsafeBufferPointer(rebasing: buffer.dropLast())
      var reader = JSONReader(bytes: text, file: file, limits: limits)
      return Result { () throws(JSONError) in try reader.document() }
    }
    return try result.get()
  }

  public static func read(_ text: String, file: String = "input") throws(JSONError) -> JSON {
    try read(Array(text.utf8), file: file)
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, file: String, limits: Limits) {
    self.bytes = bytes
    self.file = file
    self.limits = limits
  }

  private mutating func document() throws(JSONError) -> JSON {
    guard bytes.count <= limits.bytes else { throw error(.tooLong(limit: limits.bytes)) }
    skipByteOrderMark()
    skipSpace()
    let value = try value()
    skipSpace()
    guard position == bytes.count else { throw error(.trailingText) }
    return value
  }

  private mutating func value() throws(JSONError) -> JSON {
    switch current {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number().json
    default: throw unexpected()
    }
  }

  private mutating func object() throws(JSONError) -> JSON {
    try enter()
    var members: [(String, JSON)] = []
    skipSpace()
    if current == UInt8(ascii: "}") { return leave(.object(.init())) }
    while true {
      guard current == UInt8(ascii: "\"") else { throw unexpected() }
      let name = try string()
      skipSpace()
      guard current == UInt8(ascii: ":") else { throw unexpected() }
      position += 1
      skipSpace()
      members.append((name, try value()))
      skipSpace()
      if current == UInt8(ascii: "}") { break }
      try comma()
    }
    let object = JSON.Object(members)
    if let twice = zip(object.names, object.names.dropFirst()).first(where: { $0 == $1 }) {
      throw error(.duplicateName(twice.0))
    }
    return leave(.object(object))
  }

  /// An array stays packed until something that is not a number turns up.
  private mutating func array() throws(JSONError) -> JSON {
    try enter()
    skipSpace()
    if current == UInt8(ascii: "]") { return leave(.array([])) }
    var items = PackedItems()
    while true {
      if current == UInt8(ascii: "-") || isDigit(current) {
        items.append(try number())
      } else {
        items.append(try value())
      }
      skipSpace()
      if current == UInt8(ascii: "]") { return leave(items.json) }
      try comma()
    }
  }

  private mutating func comma() throws(JSONError) {
    guard current == UInt8(ascii: ",") else { throw unexpected() }
    position += 1
    skipSpace()
  }

  private mutating func enter() throws(JSONError) {
    depth += 1
    guard depth <= limits.depth else { throw error(.tooDeep(limit: limits.depth)) }
    position += 1
  }

  private mutating func leave(_ value: JSON) -> JSON {
    depth -= 1
    position += 1
    return value
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
    for i in 0..<word.utf8CodeUnitCount {
      guard current == word.utf8Start[i] else { throw unexpected() }
      position += 1
    }
    return value
  }

  private mutating func skipByteOrderMark() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  mutating func skipSpace() {
    while true {
      switch current {
      case 32, 10, 13, 9: position += 1
      default: return
      }
    }
  }

  /// The byte here, or the zero behind the last one.
  var current: UInt8 { bytes.baseAddress.unsafelyUnwrapped[position] }

  func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

  func error(_ fault: JSONError.Fault) -> JSONError {
    JSONError(fault, in: bytes, at: position, file: file)
  }

  func unexpected() -> JSONError {
    error(position >= bytes.count ? .unexpectedEnd : .unexpected(byte: current))
  }
}
