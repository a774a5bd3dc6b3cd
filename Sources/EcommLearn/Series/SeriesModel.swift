import EcommBase

/// A fitted model of one series of evenly spaced numbers.
public protocol SeriesModel: Sendable {
  /// As it is named on the command line and in model files.
  static var name: String { get }

  /// The next `horizon` values.
  func forecast(_ horizon: Int) -> [Double]

  var json: JSON { get }
  init(_ fields: JSONFields) throws
}

/// A series that no model can be fitted to.
public enum SeriesError: Error, Sendable, Equatable {
  case tooShort(count: Int, needed: Int)
}

extension SeriesError: Complaint {
  public var problem: String {
    switch self {
    case .tooShort(let count, let needed):
      "the series has \(count) values; this needs at least \(needed)"
    }
  }
}
