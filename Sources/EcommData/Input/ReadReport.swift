import EcommBase

/// What to do with a row that cannot be read.
public enum ErrorPolicy: String, Sendable, CaseIterable {
  case fail, skip
}

/// A row that was left out, and why.
public struct Reject: Sendable, Equatable {
  public var place: Place
  public var reason: String

  public init(_ place: Place, _ reason: String) {
    self.place = place
    self.reason = reason
  }
}

/// What reading found that a person should know: nothing is dropped or decided in silence.
public struct ReadReport: Sendable, Equatable {
  public var rows = 0
  public var rejectedRows = 0
  /// The first rejects only; `rejectedRows` counts all.
  public private(set) var rejects: [Reject] = []
  /// Decisions in words: `dates in InvoiceDate are read month first: 12/13/2010 on line 74`.
  public var notes: [String] = []

  public static let rejectsKept = 20

  public init() {}

  public mutating func reject(_ reject: Reject) {
    rejectedRows += 1
    if rejects.count < Self.rejectsKept { rejects.append(reject) }
  }

  /// The first rejects, of `total`.
  mutating func note(rejects: [Reject], total: Int) {
    self.rejects = Array(rejects.prefix(Self.rejectsKept))
    rejectedRows = total
  }
}
