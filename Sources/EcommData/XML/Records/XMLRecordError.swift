import EcommBase

/// The records asked for are not in the document.
public enum XMLRecordError: Error, Sendable, Equatable {
  case noSuchElement(String, known: [String])
}

extension XMLRecordError: Complaint {
  public var problem: String {
    switch self {
    case .noSuchElement(let name, _): "there is no element <\(name)> to take for a record"
    }
  }

  public var remedy: String? {
    switch self {
    case .noSuchElement(let name, let known):
      Nearest.match(name, in: known).map { "Did you mean <\($0)>?" }
        ?? (known.isEmpty ? nil : "There are: \(known.prefix(10).joined(separator: ", ")).")
    }
  }

  public var verdict: Verdict { .usage }
}
