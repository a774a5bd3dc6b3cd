import EcommBase

/// Lines that no customer is made of, by reason; a line has the first that fits.
public struct DroppedLines: Sendable, Equatable {
  public enum Reason: String, Sendable, CaseIterable {
    case noCustomer = "no customer"
    case noDate = "no date"
    case noAmount = "no quantity or amount"
    case cancelled = "cancelled or returned"
    case nothingPaid = "price or quantity not above 0"
    case later = "after the date asked for"
    case copies = "exact copies"
  }

  private(set) var counts = [Int](repeating: 0, count: Reason.allCases.count)

  public init() {}

  public subscript(reason: Reason) -> Int { counts[reason.place] }

  mutating func add(_ reason: Reason) { counts[reason.place] += 1 }

  public var total: Int { counts.reduce(0, +) }

  /// `no customer 135,080, cancelled or returned 8,905`.
  public var words: String {
    Reason.allCases.filter { self[$0] > 0 }
      .map { "\($0.rawValue) \(Figures.count(self[$0]))" }
      .joined(separator: ", ")
  }

  public var json: JSON {
    .object(
      JSON.Object(
        Reason.allCases.map { reason in
          (String(reason.rawValue.map { $0 == " " ? "_" : $0 }), .integer(self[reason]))
        }))
  }
}

extension DroppedLines.Reason {
  fileprivate var place: Int {
    switch self {
    case .noCustomer: 0
    case .noDate: 1
    case .noAmount: 2
    case .cancelled: 3
    case .nothingPaid: 4
    case .later: 5
    case .copies: 6
    }
  }
}
