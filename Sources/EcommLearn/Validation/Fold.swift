import EcommBase

/// Rows to learn from and rows to judge by, each ascending, none in both.
public struct Fold: Sendable, Equatable {
  public let training: [Int]
  public let test: [Int]

  public init(training: [Int], test: [Int]) {
    self.training = training
    self.test = test
  }

  /// The folds of a numbering of rows: in each one the rows of its number are the test.
  static func all(_ numbers: [Int], count: Int) -> [Fold] {
    (0..<count).map { fold in
      Fold(
        training: numbers.indices.filter { numbers[$0] != fold },
        test: numbers.indices.filter { numbers[$0] == fold })
    }
  }
}

extension Array where Element == Fold {
  /// `body` of each fold, in the order of the folds. Threads go to folds first; what is left over goes
  /// into each fold's own work, through the second argument.
  public func mapFolds<T: Sendable>(
    on parallel: Parallel, _ body: @Sendable (Fold, Parallel) throws -> T
  ) throws -> [T] {
    let inside = Parallel(threads: parallel.threads / Swift.max(1, count))
    return try parallel.map(count) { try body(self[$0], inside) }
  }
}

/// Rows that cannot be split as asked.
public enum SplitError: Error, Sendable, Equatable {
  case badFolds(Int)
  case badShare(Double)
  case tooFew(what: String, count: Int, needed: Int)
  case differentCounts(labels: Int, groups: Int)
  case badGap(Int)
  case missingTime(row: Int)
}

extension SplitError: Complaint {
  public var problem: String {
    switch self {
    case .badFolds(let count): "\(count) folds are too few; it takes 2 or more"
    case .badShare: "the share held out must lie between 0 and 1"
    case .tooFew(let what, let count, let needed):
      "this split needs at least \(needed) \(what); there \(count == 1 ? "is" : "are") \(Figures.count(count))"
    case .differentCounts(let labels, let groups):
      "there are \(Figures.count(labels)) labels and \(Figures.count(groups)) groups"
    case .badGap(let gap): "a gap of \(gap) rows does not fit between training and test"
    case .missingTime(let row): "row \(row) has no time"
    }
  }
}
