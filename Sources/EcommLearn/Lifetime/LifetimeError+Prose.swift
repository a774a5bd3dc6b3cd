import EcommBase

extension LifetimeError: Complaint {
  public var problem: String {
    switch self {
    case .differentCounts: "every customer needs a number of repeats, a last one and an age"
    case .impossibleHistory(let row):
      "customer \(row) has a history that cannot be: repeats before the first purchase or after the end"
    case .fewReturned(let count, let needed):
      "\(Figures.count(count, "customer")) came back; to foretell purchases it takes \(needed)"
    case .noMaximum: "no habit of buying explains these purchases better than all others"
    }
  }
}
