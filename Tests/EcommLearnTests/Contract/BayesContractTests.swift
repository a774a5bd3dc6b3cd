import EcommBase
import EcommLearn
import EcommTestKit
import Testing

extension ContractRows {
  /// The last two columns as categories, all others as numbers and once more as weights of terms.
  fileprivate func bayes() throws -> BayesRows {
    let numbers = columns.count - 2
    let codes = columns[numbers...].map { column in
      FeatureColumn.categories(column.map { $0.isFinite ? Int32(max(-1, min(9, $0 / 4))) : -1 })
    }
    var (starts, places, values) = ([0], [Int32](), [Double]())
    for row in 0..<count {
      for (place, column) in columns.enumerated() where column[row] > 0 && column[row] < 1e100 {
        places.append(Int32(place))
        values.append(column[row])
      }
      starts.append(places.count)
    }
    return try BayesRows(
      columns[..<numbers].map(FeatureColumn.doubles) + codes,
      terms: SparseRows(
        columnCount: columns.count, starts: starts, columns: places, values: values))
  }
}

@Suite struct BayesContractTests {
  static let numbers: [LearnerContract<NaiveBayes>] = [2, 3].map { classes in
    LearnerContract(
      "naive Bayes of numbers, \(classes) classes", classes: classes,
      fit: { rows, parallel in
        try NaiveBayes.fit(
          BayesRows(rows.columns.map(FeatureColumn.doubles)), labels: rows.labels,
          classes: classes, on: parallel)
      },
      predict: {
        try $0.probabilities(BayesRows($1.columns.map(FeatureColumn.doubles))).values
      },
      write: \.json, read: NaiveBayes.init)
  }

  static let mixed: [LearnerContract<NaiveBayes>] = [2, 3].map { classes in
    LearnerContract(
      "naive Bayes of all kinds, \(classes) classes", classes: classes,
      fit: { rows, parallel in
        try NaiveBayes.fit(rows.bayes(), labels: rows.labels, classes: classes, on: parallel)
      },
      predict: { try $0.probabilities($1.bayes()).values },
      write: \.json, read: NaiveBayes.init)
  }

  @Test(arguments: numbers.indices) func numbersKeep(index: Int) throws {
    #expect(try Self.numbers[index].breaches() == [])
    #expect(try Self.numbers[index].columnOrderShows(tolerance: 1e-9) == [])
  }

  @Test(arguments: mixed.indices) func allKindsKeep(index: Int) throws {
    #expect(try Self.mixed[index].breaches() == [])
  }
}
