import EcommBase

/// Customers that no segments can be made of, or wishes that cannot be fulfilled.
public enum SegmentError: Error, Sendable, Equatable {
  case noCustomers(dropped: String)
  case fewCustomers(count: Int, needed: Int)
  /// All customers have the same figures.
  case allEqual(count: Int, figures: [String])
  case moreSegments(k: Int, distinct: Int)
  case unknownFigure(String, nearest: String?, all: [String])
  case missingFigure(String, needs: String)
  case unknownSegment(String, nearest: String?, all: [String])
  case needsTransactions(String)
  case noneSince(String)
}

extension SegmentError: Complaint {
  public var problem: String {
    switch self {
    case .noCustomers(let dropped):
      "no line is a purchase of a known customer" + (dropped.isEmpty ? "" : ": \(dropped)")
    case .fewCustomers(let count, let needed):
      "\(Figures.count(count, "customer")) cannot be parted; it takes at least \(needed)"
    case .allEqual(let count, let figures):
      "all \(Figures.count(count, "customer")) have the same \(figures.joined(separator: ", ")), so there "
        + "is nothing to part them by"
    case .moreSegments(let k, let distinct):
      "\(k) segments were asked for, but only \(Figures.count(distinct, "customer")) "
        + "\(distinct == 1 ? "differs" : "differ") from each other"
    case .unknownFigure(let name, _, _): "there is no figure '\(name)' of a customer"
    case .missingFigure(let name, let needs): "\(name) is not known: it needs \(needs)"
    case .unknownSegment(let name, _, _): "the model has no segment '\(name)'"
    case .needsTransactions(let what): "\(what) needs lines of purchases, not a table of customers"
    case .noneSince(let date): "no customer of the model's kind bought up to \(date)"
    }
  }

  public var remedy: String? {
    switch self {
    case .noCustomers: "Name the columns: --customer, --date, --amount or --quantity and --price"
    case .fewCustomers: "Read more purchases."
    case .allEqual: "Other figures may differ: --features NAME,..."
    case .moreSegments(_, let distinct): "Try --k \(max(2, min(8, distinct)))"
    case .unknownFigure(_, let nearest, let all), .unknownSegment(_, let nearest, let all):
      nearest.map { "The nearest is '\($0)'." } ?? "There are \(all.joined(separator: ", "))."
    case .missingFigure, .needsTransactions, .noneSince: nil
    }
  }

  public var verdict: Verdict {
    switch self {
    case .unknownFigure: .usage
    default: .failed
    }
  }
}
