import EcommBase
import EcommLearn
import EcommTestKit
import Testing

@Suite struct DetectorContractTests {
  /// Small enough for a contract that fits again and again.
  static let parameters: DetectorParameters = {
    var parameters = DetectorParameters()
    parameters.isolation.trees = 8
    parameters.isolation.sample = 32
    parameters.neighbours.references = 60
    parameters.neighbours.neighbours = 5
    parameters.oneClass.exactRows = 130
    parameters.oneClass.randomFeatures = 16
    parameters.autoencoder.epochs = 2
    return parameters
  }()

  static func contract(_ kind: DetectorKind) -> LearnerContract<any OutlierDetector> {
    LearnerContract(
      kind.rawValue,
      fit: { try kind.fit($0.matrix, parameters: parameters, parallel: $1) },
      predict: { try $0.scores($1.matrix, parallel: .serial) },
      write: { $0.json }, read: { try kind.read($0) })
  }

  @Test(arguments: DetectorKind.allCases) func keepsTheContract(kind: DetectorKind) throws {
    let contract = Self.contract(kind)
    #expect(try contract.roundTripChanges() == [])
    #expect(try contract.hostileRowsHarm() == [])
    #expect(try contract.hostileFilesHarm() == [])
  }

  @Test(arguments: DetectorKind.allCases) func threadsDoNotShow(kind: DetectorKind) throws {
    #expect(try Self.contract(kind).threadsShow(rows: 700) == [])
    let rows = ContractRows(seed: 5, rows: 2500).matrix
    let detector = try kind.fit(rows, parameters: Self.parameters, parallel: .serial)
    let one = try detector.scores(rows, parallel: .serial)
    #expect(try detector.scores(rows, parallel: Parallel(threads: 3)) == one)
  }

  /// Forests and networks draw by the order of columns; these do not.
  @Test(arguments: [DetectorKind.robustZ, .localOutlierFactor, .neighbourDistance, .oneClassSVM])
  func orderOfColumnsDoesNotShow(kind: DetectorKind) throws {
    #expect(try Self.contract(kind).columnOrderShows(tolerance: 1e-3) == [])
  }

  @Test(arguments: DetectorKind.allCases) func otherWidthsAreRefused(kind: DetectorKind) throws {
    let detector = try kind.fit(
      ContractRows(seed: 1, rows: 50).matrix, parameters: Self.parameters)
    #expect(throws: OutlierError.differentColumns(model: 5, data: 3)) {
      try detector.scores(ContractRows(seed: 1, rows: 5, columns: 3).matrix, parallel: .serial)
    }
  }

  /// A row far from all others is the strangest one, whatever finds it.
  @Test(arguments: DetectorKind.allCases) func farRowsAreStrange(kind: DetectorKind) throws {
    var rows = ContractRows(seed: 3, rows: 200).matrix
    for column in 0..<rows.columns { rows[17, column] = 400 }
    var parameters = Self.parameters
    parameters.isolation = IsolationParameters()
    let scores = try kind.fit(rows, parameters: parameters).scores(rows, parallel: .serial)
    #expect(scores.indices.max { scores[$0] < scores[$1] } == 17)
  }

  @Test(arguments: DetectorKind.allCases) func copiesAreAllAlike(kind: DetectorKind) throws {
    let rows = Matrix(rows: 40, columns: 2, repeating: 3)
    let scores = try kind.fit(rows, parameters: Self.parameters).scores(rows, parallel: .serial)
    #expect(Set(scores).count == 1 && scores.allSatisfy(\.isFinite))
  }

  @Test(arguments: [DetectorKind.isolationForest, .robustZ, .autoencoder])
  func partsAddUp(kind: DetectorKind) throws {
    let rows = ContractRows(seed: 3, rows: 90).matrix
    let detector = try kind.fit(rows, parameters: Self.parameters)
    let parts = try #require(try detector.parts(rows, parallel: .serial))
    let sums = (0..<rows.rows).map { parts.row($0).reduce(0, +) }
    let scores = try detector.scores(rows, parallel: .serial)
    if kind == .isolationForest {
      let usual = sums[0] + pathLength(scores[0])
      for (sum, score) in zip(sums, scores) {
        #expect(isClose(sum + pathLength(score), usual, within: 1e-6))
      }
    } else {
      #expect(zip(sums, scores).allSatisfy { isClose($0, $1, within: 1e-12) })
    }
  }

  /// In units of the usual path.
  private func pathLength(_ score: Double) -> Double {
    -Logarithm.base2(score) * Logarithm.usualPathOf32
  }

  @Test func parametersOutOfRangeAreNamed() {
    var parameters = DetectorParameters()
    parameters.isolation.trees = 0
    parameters.neighbours.neighbours = 0
    parameters.oneClass.nu = 2
    parameters.autoencoder.learningRate = -1
    let rows = ContractRows(seed: 1, rows: 30).matrix
    for kind in [DetectorKind.isolationForest, .neighbourDistance, .oneClassSVM, .autoencoder] {
      #expect(throws: OutlierError.self) { try kind.fit(rows, parameters: parameters) }
    }
    parameters.isolation.trees = 10_000
    parameters.isolation.sample = 16_384
    #expect(throws: OutlierError.self) {
      try DetectorKind.isolationForest.fit(rows, parameters: parameters)
    }
  }
}
