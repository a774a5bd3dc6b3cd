import EcommBase
import Glibc

/// What each column of each row adds to the log-odds of a class, beside what it adds in an average row.
///
/// The score is a sum over columns, so these are its Shapley values with columns taken as independent, which
/// the model does itself; without the average they are the weights of evidence of Good (1950). Of more than two
/// classes a class stands against the mean of all. Of texts a term that is not there says nothing: terms are held
/// against a row without any. The average row is the one that the model supposes.
public struct BayesEvidence: Sendable {
  /// What each row's class has without any column.
  public let base: [Double]
  private let model: NaiveBayes
  private let rows: BayesRows
  private let classes: [Int]
  /// (columns, classes).
  private let averages: [[Double]]

  init(_ model: NaiveBayes, _ rows: BayesRows, _ classes: [Int]) {
    let shares = model.priors.map { exp($0) }
    let averages = model.columns.map { column in
      let logs = column.averageLogs(shares)
      return logs.indices.map { NaiveBayes.odds(logs, of: $0) }
    }
    let bases = model.priors.indices.map { own in
      averages.reduce(NaiveBayes.odds(model.priors, of: own)) { $0 + $1[own] }
    }
    base = classes.map { bases[$0] }
    self.model = model
    self.rows = rows
    self.classes = classes
    self.averages = averages
  }

  /// Of a row: columns by their place, and the terms that it has.
  public func parts(ofRow row: Int) -> [(feature: Int, part: Double)] {
    let own = classes[row]
    let columns = model.columns.indices.map { place in
      let logs = model.columns[place].logs(rows.columns[place], row)
      let odds = logs.map { NaiveBayes.odds($0, of: own) } ?? 0
      return (feature: place, part: odds - averages[place][own])
    }
    guard let terms = rows.terms else { return columns }
    return columns
      + (terms.starts[row]..<terms.starts[row + 1]).map { entry in
        let term = Int(terms.columns[entry])
        let odds = NaiveBayes.odds(model.terms.map { $0[term] }, of: own)
        return (feature: model.columns.count + term, part: terms.values[entry] * odds)
      }
  }
}

extension NaiveBayes {
  /// - Parameter classes: of each row the class that is explained.
  public func evidence(_ rows: BayesRows, of classes: [Int]) throws -> BayesEvidence {
    try check(rows)
    guard classes.count == rows.rowCount else {
      throw LinearError.differentCounts(what: "classes", count: classes.count, rows: rows.rowCount)
    }
    if let row = classes.firstIndex(where: { !priors.indices.contains($0) }) {
      throw LinearError.badLabel(row: row, label: classes[row], classes: priors.count)
    }
    return BayesEvidence(self, rows, classes)
  }

  static func odds(_ logs: [Double], of own: Int) -> Double {
    logs.count == 2
      ? logs[own] - logs[1 - own] : logs[own] - logs.reduce(0, +) / Double(logs.count)
  }
}
