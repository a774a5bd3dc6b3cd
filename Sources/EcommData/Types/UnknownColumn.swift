import EcommBase

/// A type was asked for a column that the input does not have.
public struct UnknownColumn: Error, Sendable, Equatable {
  public var name: String
  public var nearest: String?
}

extension UnknownColumn: Complaint {
  public var problem: String { "the input has no column \(name), whose type is given" }
  public var remedy: String? { nearest.map { "Did you mean \($0)?" } }
  public var verdict: Verdict { .usage }
}
