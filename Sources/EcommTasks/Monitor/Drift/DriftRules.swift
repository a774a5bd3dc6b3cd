import EcommBase

/// What is called drift.
public struct DriftRules: Sendable, Equatable {
  public enum Choice: String, Sendable, CaseIterable {
    /// Large enough by the stability index, and no chance by a test that is corrected for many columns.
    case own = "ecomml"
    /// What evidently chooses by itself.
    case evidently
  }

  public var choice = Choice.own
  /// How often chance alone may call a column drifted.
  public var significance = 0.05
  /// The stability index from which a column may have drifted, and from which it has by itself enough to act.
  public var index = 0.1
  public var largeIndex = 0.25
  /// Of all rows: a change of missing or of unseen values that matters.
  public var shareChange = 0.05
  /// The share of columns from which all of the data has drifted; nil for the usual one, and where columns move
  /// by themselves for none.
  public var columnShare: Double?

  static let usualColumnShare = 0.5

  public init() {}

  var json: JSON {
    [
      "choice": .string(choice.rawValue), "significance": .number(significance),
      "index": .number(index), "large_index": .number(largeIndex),
      "share_change": .number(shareChange),
      "column_share": .number(columnShare ?? Self.usualColumnShare),
    ]
  }
}

/// New data that cannot be held against a model.
public enum DriftError: Error, Sendable, Equatable {
  case noReference(file: String)
  case noRows
}

extension DriftError: Complaint {
  public var place: Place? {
    if case .noReference(let file) = self { Place(file) } else { nil }
  }

  public var problem: String {
    switch self {
    case .noReference: "this model does not say how its training data was spread"
    case .noRows: "the new data has no rows, so nothing can be said of it"
    }
  }

  public var remedy: String? {
    switch self {
    case .noReference: "Train it again with this version."
    case .noRows: "See that the export that makes the file still works."
    }
  }
}
