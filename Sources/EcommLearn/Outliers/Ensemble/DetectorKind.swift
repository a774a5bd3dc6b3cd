import EcommBase

/// The detectors there are, by the names that people give.
public enum DetectorKind: String, Sendable, CaseIterable {
  case isolationForest = "isolation-forest"
  case extendedIsolationForest = "extended-isolation-forest"
  case oneClassSVM = "one-class-svm"
  case autoencoder
  case robustZ = "robust-z"
  case localOutlierFactor = "local-outlier-factor"
  case neighbourDistance = "neighbour-distance"
  case ensemble

  public func read(_ fields: JSONFields) throws -> any OutlierDetector {
    switch self {
    case .isolationForest, .extendedIsolationForest: try IsolationForest(fields)
    case .oneClassSVM: try OneClassSVM(fields)
    case .autoencoder: try Autoencoder(fields)
    case .robustZ: try RobustDeviation(fields)
    case .localOutlierFactor, .neighbourDistance: try NeighbourDetector(fields)
    case .ensemble: try RankEnsemble(fields)
    }
  }
}

/// Every parameter of every detector.
public struct DetectorParameters: Sendable, Equatable {
  public var isolation = IsolationParameters()
  /// Columns in a slanted cut; 0 takes all.
  public var slantedColumns = 3
  public var neighbours = NeighbourParameters()
  public var oneClass = OneClassParameters()
  public var autoencoder = AutoencoderParameters()
  public var spread = RobustDeviation.Spread.mad
  public var members: [DetectorKind] = [.isolationForest, .oneClassSVM, .autoencoder, .robustZ]

  public init() {}

  /// Where chance begins, for all of them.
  public var seed: UInt64 {
    get { isolation.seed }
    set {
      isolation.seed = newValue
      neighbours.seed = newValue
      oneClass.seed = newValue
      autoencoder.seed = newValue
    }
  }
}

extension DetectorKind {
  public func fit(
    _ rows: Matrix, parameters: DetectorParameters = .init(), parallel: Parallel = Parallel()
  ) throws -> any OutlierDetector {
    switch self {
    case .isolationForest:
      var own = parameters.isolation
      own.splitColumns = 1
      return try IsolationForest.fit(rows, parameters: own, parallel: parallel)
    case .extendedIsolationForest:
      var own = parameters.isolation
      own.splitColumns = parameters.slantedColumns
      return try IsolationForest.fit(rows, parameters: own, parallel: parallel)
    case .oneClassSVM:
      return try OneClassSVM.fit(rows, parameters: parameters.oneClass, parallel: parallel)
    case .autoencoder:
      return try Autoencoder.fit(rows, parameters: parameters.autoencoder, parallel: parallel)
    case .robustZ:
      return try RobustDeviation.fit(rows, spread: parameters.spread, parallel: parallel)
    case .localOutlierFactor, .neighbourDistance:
      var own = parameters.neighbours
      own.score = self == .localOutlierFactor ? .factor : .distance
      return try NeighbourDetector.fit(rows, parameters: own, parallel: parallel)
    case .ensemble:
      return try RankEnsemble.fit(rows, parameters: parameters, parallel: parallel)
    }
  }
}
