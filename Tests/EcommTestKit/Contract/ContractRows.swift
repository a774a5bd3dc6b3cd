import EcommBase

/// Seeded rows that a learner's contract is checked on: columns of different size, two of them related
/// to the labels and the target.
public struct ContractRows: Sendable {
  public var columns: [[Double]]
  public var labels: [Int]
  public var target: [Double]
  public var classes: Int

  public var count: Int { labels.count }

  public init(seed: UInt64, rows: Int = 300, columns: Int = 5, classes: Int = 2) {
    var random = SeededRandom(seed: seed)
    let all = (0..<columns).map { column in
      (0..<rows).map { _ in random.normal() * Double(1 + 10 * column) + Double(column) }
    }
    let score = (0..<rows).map { row in
      all[0][row] + (columns > 1 ? all[1][row] / 11 : 0) + random.normal()
    }
    self.classes = classes
    self.columns = all
    target = score
    labels = score.enumerated().map { row, score in
      row < classes
        ? row : min(classes - 1, max(0, Int((score + Double(classes) / 2).rounded(.down))))
    }
  }

  /// The rows of these numbers.
  public func selecting(_ rows: [Int]) -> ContractRows {
    var copy = self
    copy.columns = columns.map { column in rows.map { column[$0] } }
    copy.labels = rows.map { labels[$0] }
    copy.target = rows.map { target[$0] }
    return copy
  }

  /// The last column first.
  public var reversingColumns: ContractRows {
    var copy = self
    copy.columns.reverse()
    return copy
  }

  /// Rows that are hard on a learner, by what they are called.
  static func hostile(classes: Int) -> [(name: String, rows: ContractRows)] {
    let plain = ContractRows(seed: 9, rows: 60, classes: classes)
    func changed(_ name: String, _ change: (inout ContractRows) -> Void) -> (String, ContractRows) {
      var rows = plain
      change(&rows)
      return (name, rows)
    }
    return [
      changed("a constant column") { $0.columns[1] = $0.columns[1].map { _ in 7 } },
      changed("all columns constant") { $0.columns = $0.columns.map { $0.map { _ in 0 } } },
      changed("two equal columns") { $0.columns[1] = $0.columns[0] },
      changed("a missing value") { $0.columns[2][5] = .nan },
      changed("an infinite value") { $0.columns[2][5] = .infinity },
      changed("a huge value") { $0.columns[2][5] = 1e300 },
      changed("a column of tiny values") { $0.columns[0] = $0.columns[0].map { $0 * 1e-200 } },
      changed("one class") {
        $0.labels = $0.labels.map { _ in 0 }
        $0.target = $0.target.map { _ in 3 }
      },
      changed("a missing target") { $0.target[3] = .nan },
      ("one row", plain.selecting([0])), ("two rows", plain.selecting([0, 1])),
      ("no rows", plain.selecting([])),
      ("more columns than rows", ContractRows(seed: 2, rows: 12, columns: 40, classes: classes)),
    ]
  }
}
