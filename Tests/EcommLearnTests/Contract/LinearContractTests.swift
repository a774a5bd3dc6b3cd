import EcommBase
import EcommLearn
import EcommTestKit
import Testing

extension ContractRows {
  /// The columns, about as large as the first one; what is near zero is left out.
  func sparse() throws -> SparseRows {
    var (starts, places, values) = ([0], [Int32](), [Double]())
    let sizes = columns.map { max(1, ($0.first ?? 1).magnitude.rounded()) }
    for row in 0..<count {
      for (column, all) in columns.enumerated() {
        let value = all[row] / sizes[column]
        if value.magnitude < 0.2 { continue }
        places.append(Int32(column))
        values.append(value)
      }
      starts.append(places.count)
    }
    return try SparseRows(
      columnCount: columns.count, starts: starts, columns: places, values: values)
  }
}

@Suite struct LinearContractTests {
  static let logistic: [LearnerContract<LogisticRegression>] = [
    (2, LogisticParameters()), (3, LogisticParameters()),
    (2, LogisticParameters(inverseStrength: 0.5, l1Ratio: 1)),
    (2, LogisticParameters(inverseStrength: nil)),
    (3, LogisticParameters(inverseStrength: 2, l1Ratio: 0.5, fitsIntercept: false)),
  ].map { classes, settings in
    let parameters = {
      var parameters = settings
      parameters.maximumIterations = 60
      return parameters
    }()
    return LearnerContract(
      "logistic of \(classes), \(parameters)", classes: classes,
      fit: { rows, parallel in
        try LogisticRegression.fit(
          DenseColumns(rows.columns), labels: rows.labels, classes: classes,
          parameters: parameters, on: parallel)
      },
      predict: { try $0.probabilities(DenseColumns($1.columns)).values },
      write: \.json, read: LogisticRegression.init)
  }

  static let sparse: [LearnerContract<LogisticRegression>] = [2, 3].map { classes in
    LearnerContract(
      "sparse logistic of \(classes)", classes: classes,
      fit: { rows, parallel in
        try LogisticRegression.fit(
          rows.sparse(), labels: rows.labels, classes: classes, on: parallel)
      },
      predict: { try $0.probabilities($1.sparse()).values },
      write: \.json, read: LogisticRegression.init)
  }

  static let machines: [LearnerContract<LinearSVM>] = [2, 4].map { classes in
    LearnerContract(
      "machine of \(classes)", classes: classes,
      fit: { rows, parallel in
        try LinearSVM.fit(rows.sparse(), labels: rows.labels, classes: classes, on: parallel)
      },
      predict: { try $0.margins($1.sparse()).values },
      write: \.json, read: LinearSVM.init)
  }

  static let regressions: [LearnerContract<LinearRegression>] = [
    RegressionParameters(), RegressionParameters(strength: 0.3),
    RegressionParameters(strength: 0.1, l1Ratio: 0.5),
    RegressionParameters(strength: 0.1, l1Ratio: 1, fitsIntercept: false),
  ].map { parameters in
    LearnerContract(
      "regression \(parameters)",
      fit: { rows, parallel in
        try LinearRegression.fit(
          DenseColumns(rows.columns), target: rows.target, parameters: parameters, on: parallel)
      },
      predict: { try $0.predict(DenseColumns($1.columns)) },
      write: \.json, read: LinearRegression.init)
  }

  @Test(arguments: LinearContractTests.logistic.indices) func logisticKeeps(index: Int) throws {
    let contract = Self.logistic[index]
    #expect(try contract.breaches() == [])
    #expect(try contract.columnOrderShows(tolerance: 1e-6) == [])
  }

  @Test(arguments: LinearContractTests.sparse.indices) func sparseKeeps(index: Int) throws {
    #expect(try Self.sparse[index].breaches() == [])
    #expect(try Self.sparse[index].columnOrderShows(tolerance: 1e-6) == [])
  }

  @Test(arguments: LinearContractTests.machines.indices) func machinesKeeps(index: Int) throws {
    #expect(try Self.machines[index].breaches() == [])
    #expect(try Self.machines[index].columnOrderShows(tolerance: 1e-3) == [])
  }

  @Test(arguments: LinearContractTests.regressions.indices) func regressionsKeeps(index: Int) throws
  {
    #expect(try Self.regressions[index].breaches() == [])
    #expect(try Self.regressions[index].columnOrderShows(tolerance: 1e-8) == [])
  }

  @Test func terms() throws {
    let parameters = {
      var parameters = TextParameters()
      parameters.longest = 2
      return parameters
    }()
    let vectorizer = LearnerContract<TextVectorizer>(
      "terms",
      fit: { rows, parallel in
        try TextVectorizer.fit(Self.texts(rows), parameters: parameters, on: parallel)
      },
      predict: { try $0.transform(Self.texts($1)).values },
      write: \.json, read: TextVectorizer.init)
    #expect(try vectorizer.threadsShow() == [] && vectorizer.roundTripChanges() == [])
    #expect(try vectorizer.hostileRowsHarm() == [] && vectorizer.hostileFilesHarm() == [])
  }

  private static func texts(_ rows: ContractRows) -> TextRows {
    TextRows(
      (0..<rows.count).map { row in
        rows.columns.map { column in
          column[row].isFinite ? "w\(Int(max(-99, min(99, column[row]))))" : "-"
        }.joined(separator: " ")
      })
  }
}
