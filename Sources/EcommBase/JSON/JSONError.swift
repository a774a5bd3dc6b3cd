/// What is wrong with a JSON text, and at which byte.
public struct JSONError: Error, Sendable, Equatable {
  public enum Fault: Sendable, Equatable {
    case unexpectedEnd
    case unexpected(byte: UInt8)
    case badNumber
    case numberTooLarge
    case badEscape
    case loneSurrogate
    case controlCharacter
    case badUTF8
    case duplicateName(String)
    case tooDeep(limit: Int)
    case tooLong(limit: Int)
    case trailingText
  }

  public var fault: Fault
  public var file: String
  public var line: Int
  public var column: Int

  init(_ fault: Fault, in bytes: UnsafeBufferPointer<UInt8>, at position: Int, file: String) {
    self.fault = fault
    self.file = file
    let before = bytes[..<min(position, bytes.count)]
    line = before.count { $0 == 10 } + 1
    column = position - (before.lastIndex(of: 10) ?? -1)
  }
}

extension JSONError: Complaint {
  public var place: Place? { Place(file, line: line, column: column) }

  public var problem: String {
    switch fault {
    case .unexpectedEnd: "the JSON text ends in the middle"
    case .unexpected(let byte): "\(Self.name(byte)) does not belong here in JSON"
    case .badNumber: "this is not a JSON number"
    case .numberTooLarge: "this number is too large"
    case .badEscape: "this is not a JSON escape"
    case .loneSurrogate: "half of a surrogate pair stands alone"
    case .controlCharacter: "a control character in a string must be escaped"
    case .badUTF8: "this is not UTF-8"
    case .duplicateName(let name): "the name \"\(name)\" stands twice in one object"
    case .tooDeep(let limit): "the JSON text is nested more than \(limit) deep"
    case .tooLong(let limit): "the JSON text is longer than \(limit) bytes"
    case .trailingText: "text follows after the JSON value"
    }
  }

  private static func name(_ byte: UInt8) -> String {
    (33...126).contains(byte) ? "'\(Character(Unicode.Scalar(byte)))'" : "byte \(byte)"
  }
}
