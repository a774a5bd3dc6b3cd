import EcommBase

/// Rows or wishes that no classifier can be made of.
public enum ClassifyError: Error, Sendable, Equatable {
  case oneClass(column: String, value: String?)
  case manyClasses(column: String, count: Int)
  case noSuchClass(String, column: String, nearest: String?, all: [String])
  case rareClass(String, column: String, rows: Int, needed: Int)
  case noFeatures(target: String, notes: [String])
  case smoteOfTexts
  case binaryOnly(String, classes: Int)
  case boostingOnly(String, kind: ClassifierKind)
  /// The rows to learn from are all of one class, though others are not.
  case oneClassToLearn(String, splitting: String)
  case nothingToLearn(splitting: String)
}

extension ClassifyError: Complaint {
  public var problem: String {
    switch self {
    case .oneClass(let column, let value?): "every row has \(column) = \(value)"
    case .oneClass(let column, nil): "no row has a \(column)"
    case .manyClasses(let column, let count):
      "\(column) has \(Figures.count(count)) different values, which is no set of classes"
    case .noSuchClass(let value, let column, _, _): "no row has \(column) = \(value)"
    case .rareClass(let value, let column, let rows, let needed):
      "only \(Figures.count(rows, "row")) \(rows == 1 ? "has" : "have") \(column) = \(value); it takes at "
        + "least \(needed)"
    case .noFeatures(let target, _): "no column is left to tell \(target) by"
    case .smoteOfTexts: "between two texts there is no text in the middle"
    case .binaryOnly(let wish, let classes): "\(wish) needs two classes; there are \(classes)"
    case .boostingOnly(let wish, let kind): "\(kind.title) knows no \(wish)"
    case .nothingToLearn(let splitting):
      "in a fold of the \(splitting) split no row is left to learn from: all groups are judged"
    case .oneClassToLearn(let value, let splitting):
      "in a fold of the \(splitting) split all rows to learn from are of the class \(value)"
    }
  }

  public var remedy: String? {
    switch self {
    case .oneClass: "A classifier needs rows of at least two kinds."
    case .manyClasses: "To forecast numbers see 'ecomml forecast --help'."
    case .noSuchClass(_, _, let nearest, let all):
      nearest.map { "The nearest is '\($0)'." }
        ?? "There are \(all.prefix(10).joined(separator: ", "))."
    case .rareClass: "Leave these rows out, or gather more of them."
    case .noFeatures(_, let notes):
      notes.isEmpty ? nil : notes.joined(separator: "; ") + ". --keep COLUMN keeps one."
    case .smoteOfTexts: "Balance by weights: --balance weights"
    case .binaryOnly: "Name one class: --positive CLASS"
    case .boostingOnly: "Use --model boosting"
    case .oneClassToLearn, .nothingToLearn: "Try fewer --folds, or split without --time or --group."
    }
  }
}
