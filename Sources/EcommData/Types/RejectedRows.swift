import EcommBase

/// Rows that cannot be taken, where the user did not say to go on without them.
public struct RejectedRows: Error, Sendable, Equatable {
  public var first: Reject
  public var rejected: Int
  public var rows: Int
}

extension RejectedRows: Complaint {
  public var place: Place? { first.place }
  public var problem: String { first.reason }

  public var remedy: String? {
    let all = "\(Self.grouped(rejected)) of \(Self.grouped(rows)) rows"
    let alike = rejected == 1 ? "\(all) is like this" : "\(all) are like this"
    return "\(alike). Go on without \(rejected == 1 ? "it" : "them"): --on-error skip"
  }

  /// `88,402`.
  static func grouped(_ number: Int) -> String {
    var text = ""
    for (place, digit) in String(number).reversed().enumerated() {
      if place > 0, place % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
