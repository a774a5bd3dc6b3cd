import EcommBase

/// A parameter that a learner does not have, or a value that it cannot take.
public enum SettingError: Error, Sendable, Equatable {
  case unknown(String, learner: String, nearest: String?, all: [String])
  case bad(String, value: String, expected: String)

  static func unknown(_ name: String, learner: String, all: [String]) -> SettingError {
    .unknown(name, learner: learner, nearest: Nearest.match(name, in: all), all: all)
  }
}

extension SettingError: Complaint {
  public var problem: String {
    switch self {
    case .unknown(let name, let learner, _, _): "\(learner) has no setting '\(name)'"
    case .bad(let name, let value, let expected):
      "the setting \(name) is '\(value)', which is not \(expected)"
    }
  }

  public var verdict: Verdict { .usage }

  public var remedy: String? {
    switch self {
    case .unknown(_, _, let nearest, let all):
      nearest.map { "Did you mean '\($0)'?" } ?? "There are \(all.joined(separator: ", "))."
    case .bad: nil
    }
  }
}
