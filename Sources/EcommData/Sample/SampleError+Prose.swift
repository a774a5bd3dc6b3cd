import EcommBase

extension SampleError: Complaint {
  public var problem: String {
    switch self {
    case .rows(let count): "a sample of \(count) rows cannot be made"
    }
  }

  public var remedy: String? { "Ask for 0 to \(Sample.rowLimit) rows" }
  public var verdict: Verdict { .usage }
}
