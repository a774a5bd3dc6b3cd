import EcommBase

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
