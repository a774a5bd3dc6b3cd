/// What is wrong with a row of JSON.
enum JSONRowFault: Sendable, Equatable {
  case notAnObject
  case unexpected(UInt8)
  case unexpectedEnd
  case badString
  case badNumber
  case duplicateName(String)
  case tooDeep

  var problem: String {
    switch self {
    case .notAnObject: "this line is not a JSON object"
    case .unexpected(let byte):
      (33...126).contains(byte)
        ? "'\(Character(Unicode.Scalar(byte)))' does not belong here in JSON"
        : "byte \(byte) does not belong here in JSON"
    case .unexpectedEnd: "the JSON object ends in the middle"
    case .badString: "this is not a JSON string"
    case .badNumber: "this is not a JSON number"
    case .duplicateName(let name): "the name \"\(name)\" stands twice in one object"
    case .tooDeep: "the JSON object is nested too deep"
    }
  }
}
