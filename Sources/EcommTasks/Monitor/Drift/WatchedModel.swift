import EcommBase
import EcommData

/// A model that takes rows of a table as they are, and tells how far new ones lie from its training.
public protocol DriftingRows {
  /// The type that each column of an input has to be read as.
  var columnTypes: [String: ColumnType] { get }

  func drift(
    _ table: Table, from watched: WatchedModel, rejectedRows: Int, rules: DriftRules,
    parallel: Parallel
  ) throws -> DriftReport
}

/// The model that new data is held against, as its file tells it.
public struct WatchedModel: Sendable {
  public let file: ModelFile
  public let reference: ModelReference

  /// - Parameter name: the file's, for errors.
  public init(_ file: ModelFile, name: String) throws {
    self.file = file
    reference = try ModelReference(file, name: name)
    guard !reference.columns.isEmpty else { throw DriftError.noReference(file: name) }
  }

  func subject(_ quality: DataQuality) -> DriftSubject {
    DriftSubject(
      task: file.task, model: file.id, trainedRows: file.data.rows, reference: reference,
      columns: [], quality: quality)
  }
}
