import EcommBase
import EcommData
import EcommLearn

/// The columns of numbers in a CSV file, as floats.
struct NumericCSV {
  var names: [String]
  var columns: [[Float]]

  init(_ path: String) throws {
    let table = try TableReader.read(path).table
    names = table.names
    columns = try table.columns.map { column in
      guard let values = column.values.doubles else {
        throw BenchRequest.Fault.notANumber(column.name)
      }
      return values.map { Float($0) }
    }
  }

  /// The column is taken out.
  mutating func take(_ name: String) throws -> [Double] {
    guard let index = names.firstIndex(of: name) else { throw BenchRequest.Fault.missing(name) }
    names.remove(at: index)
    return columns.remove(at: index).map { Double($0) }
  }

}
