import EcommBase
import EcommData
import EcommLearn

/// `clusters --csv FILE --engine kmeans|dbscan|hdbscan|silhouette|pca|tsne [--clusters 8] [--starts 10]
/// [--batch N] [--eps-percent 30] [--neighbours 10] [--perplexity 30] [--threads N]`: one engine over
/// all columns of numbers, reading not counted.
enum ClustersBench {
  typealias Engine = @Sendable (Matrix, BenchRequest, Parallel) throws -> [(String, JSON)]

  private static let engines: [String: Engine] = [
    "kmeans": kmeans, "dbscan": dbscan, "hdbscan": hdbscan, "silhouette": silhouette, "pca": pca,
    "tsne": tsne,
  ]

  static func run(_ request: BenchRequest) throws -> JSON {
    let name = try request.text("engine")
    guard let engine = engines[name] else { throw BenchRequest.Fault.unknown(name) }
    let rows = try matrix(request.text("csv"))
    let parallel = Parallel(
      threads: try request.integer("threads", default: ThreadCount.available))
    let (user, before) = (Measure.userSeconds(), Measure.peakMegabytes())
    let result = try Measure.seconds { try engine(rows, request, parallel) }
    return .object(
      JSON.Object(
        result.result + [
          ("rows", .integer(rows.rows)), ("columns", .integer(rows.columns)),
          ("threads", .integer(parallel.threads)), ("fit_s", .number(result.seconds)),
          ("user_s", .number(Measure.userSeconds() - user)), ("before_mb", .number(before)),
          ("peak_mb", .number(Measure.peakMegabytes())),
        ]))
  }

  private static func matrix(_ path: String) throws -> Matrix {
    let columns = try TableReader.read(path).table.columns.compactMap(\.values.doubles)
    let rows = columns.first?.count ?? 0
    var matrix = Matrix(rows: rows, columns: columns.count)
    for (column, values) in columns.enumerated() {
      for row in 0..<rows { matrix[row, column] = values[row] }
    }
    return matrix
  }

  private static func parameters(_ request: BenchRequest) throws -> KMeansParameters {
    var parameters = KMeansParameters(
      clusters: try request.integer("clusters", default: 8),
      starts: try request.integer("starts", default: 10))
    let batch = try request.integer("batch", default: 0)
    parameters.batch = batch > 0 ? batch : nil
    return parameters
  }

  private static func kmeans(
    _ rows: Matrix, _ request: BenchRequest, _ parallel: Parallel
  ) throws -> [(String, JSON)] {
    let model = try KMeans.fit(rows, parameters: parameters(request), on: parallel)
    return [
      ("inertia", .number(model.inertia)), ("iterations", .integer(model.iterations)),
      ("converged", .bool(model.converged)),
    ]
  }

  private static func dbscan(
    _ rows: Matrix, _ request: BenchRequest, _ parallel: Parallel
  ) throws -> [(String, JSON)] {
    let fit = try DBSCAN.fit(
      rows, eps: Double(request.integer("eps-percent", default: 30)) / 100,
      minimumNeighbours: request.integer("neighbours", default: 10), on: parallel)
    return [
      ("clusters", .integer(fit.model.clusters)), ("noise", .integer(fit.noise)),
      ("cores", .integer(fit.model.cores.rows)),
    ]
  }

  private static func hdbscan(
    _ rows: Matrix, _ request: BenchRequest, _ parallel: Parallel
  ) throws -> [(String, JSON)] {
    let size = try request.integer("neighbours", default: 10)
    let fit = try HDBSCAN.fit(rows, minimumClusterSize: size, on: parallel)
    return [("clusters", .integer(fit.clusters)), ("noise", .integer(fit.noise))]
  }

  /// The fit whose labels are measured counts too: one start.
  private static func silhouette(
    _ rows: Matrix, _ request: BenchRequest, _ parallel: Parallel
  ) throws -> [(String, JSON)] {
    var parameters = try parameters(request)
    parameters.starts = 1
    let labels = try KMeans.fit(rows, parameters: parameters, on: parallel)
      .predict(rows, on: parallel).labels
    let found = try Silhouette.measure(rows, labels: labels, on: parallel)
    return [("silhouette", .number(found.mean)), ("sampled", .bool(found.isSampled))]
  }

  private static func pca(
    _ rows: Matrix, _ request: BenchRequest, _ parallel: Parallel
  ) throws -> [(String, JSON)] {
    [("variances", .numbers(try PCA.fit(rows, on: parallel).variances))]
  }

  private static func tsne(
    _ rows: Matrix, _ request: BenchRequest, _ parallel: Parallel
  ) throws -> [(String, JSON)] {
    let perplexity = try Double(request.integer("perplexity", default: 30))
    let map = try TSNE.fit(rows, parameters: TSNEParameters(perplexity: perplexity), on: parallel)
    return [("divergence", .number(map.divergence)), ("iterations", .integer(map.iterations))]
  }
}
