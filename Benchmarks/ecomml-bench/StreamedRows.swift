import EcommBase
import EcommData
import EcommLearn

/// The rows of a CSV file as bins, without ever holding their numbers.
struct StreamedRows {
  let features: BinnedMatrix
  let targets: [Double]

  /// Reads the file three times: for the types of the columns, for the bins, and for the rows.
  init(_ path: String, target: String, bins: Int, parallel: Parallel) throws {
    var options = ReadOptions()
    options.parallel = parallel
    let stream = try TableReader.stream([path], options)
    let count = stream.schema.count { $0.name != target }
    var finder = BinFinder([FeatureKind](repeating: .number, count: count), bins: bins)
    try stream.blocks { block in
      try finder.add(try Self.columns(block, without: target), parallel: parallel)
    }
    var matrix = try BinnedMatrix(
      features: finder.features(parallel: parallel), expected: finder.rows)
    var targets: [Double] = []
    targets.reserveCapacity(finder.rows)
    try stream.blocks { block in
      guard let values = block[target]?.values.doubles else {
        throw BenchRequest.Fault.missing(target)
      }
      targets += values
      try matrix.append(rows: try Self.columns(block, without: target), parallel: parallel)
    }
    features = matrix
    self.targets = targets
  }

  private static func columns(_ block: Table, without target: String) throws -> [FeatureColumn] {
    try block.columns.filter { $0.name != target }.map { column in
      guard let values = column.values.doubles else {
        throw BenchRequest.Fault.notANumber(column.name)
      }
      return .doubles(values)
    }
  }
}
