import EcommBase

/// A search that cannot be run or resumed.
public enum TuningError: Error, Sendable, Equatable {
  case badSpace(name: String, expected: String)
  case badSetting(name: String, expected: String)
  /// The journal is of a search with other settings.
  case otherSearch
  case badEntry(index: Int)
  case nothingWorked(trials: Int)
}

extension TuningError: Complaint {
  public var problem: String {
    switch self {
    case .badSpace(let name, let expected): "the range of \(name) must be \(expected)"
    case .badSetting(let name, let expected): "\(name) must be \(expected)"
    case .otherSearch: "the journal is of a search with another seed, range or strategy"
    case .badEntry(let index): "entry \(index) of the journal is not a trial of this search"
    case .nothingWorked(let trials): "none of \(Figures.count(trials, "trial")) gave a score"
    }
  }

  public var remedy: String? {
    self == .otherSearch ? "Start with an empty journal, or take back the settings." : nil
  }
}
