import EcommBase

/// A command line that cannot be understood.
enum UsageError: Error, Sendable, Equatable {
  case unknownCommand(String, nearest: String?)
  case unknownOption(String, command: String, nearest: String?)
  case missingValue(option: String, placeholder: String)
  case needlessValue(option: String)
  case wrongValue(option: String, value: String, expected: String, nearest: String?)
  case repeated(option: String)
  case emptyInput(command: String)
  case missingInput(placeholder: String, command: String)
  case tooManyInputs(String, command: String)
  case missingOption(String, command: String)
  case conflict(String, String)
  /// An option that means nothing without another.
  case needs(option: String, other: String)
  case unknownName(String, kind: String, nearest: String?, all: [String])
}

extension UsageError: Complaint {
  var verdict: Verdict { .usage }

  var problem: String {
    switch self {
    case .unknownCommand(let word, _): "there is no command '\(word)'"
    case .unknownOption(let option, _, _): "unknown option \(option)"
    case .missingValue(let option, let placeholder): "--\(option) needs a value: \(placeholder)"
    case .needlessValue(let option): "--\(option) takes no value"
    case .wrongValue(let option, let value, let expected, _):
      "--\(option) is '\(value)', which is not \(expected)"
    case .repeated(let option): "--\(option) stands twice"
    case .emptyInput(let command): "an input of 'ecomml \(command)' is an empty text"
    case .missingInput(let placeholder, let command): "'ecomml \(command)' needs \(placeholder)"
    case .tooManyInputs(let word, let command): "'\(word)' is one too many for 'ecomml \(command)'"
    case .missingOption(let option, let command): "'ecomml \(command)' needs --\(option)"
    case .conflict(let a, let b): "\(a) and \(b) do not go together"
    case .needs(let option, let other): "--\(option) needs --\(other)"
    case .unknownName(let name, let kind, _, _): "there is no \(kind) '\(name)'"
    }
  }

  var remedy: String? {
    switch self {
    case .unknownCommand(_, let nearest):
      nearest.map { "Did you mean '\($0)'?" } ?? "'ecomml --help' lists the commands."
    case .unknownOption(_, let command, let nearest):
      nearest.map { "Did you mean --\($0)?" } ?? Self.seeHelp(command)
    case .wrongValue(_, _, _, let nearest): nearest.map { "Did you mean '\($0)'?" }
    case .missingInput(_, let command), .tooManyInputs(_, let command),
      .missingOption(_, let command):
      Self.seeHelp(command)
    case .unknownName(_, _, let nearest, let all):
      nearest.map { "Did you mean '\($0)'?" } ?? "There are: \(all.joined(separator: ", "))."
    case .missingValue, .needlessValue, .repeated, .conflict, .needs, .emptyInput: nil
    }
  }

  private static func seeHelp(_ command: String) -> String { "See 'ecomml \(command) --help'." }
}
