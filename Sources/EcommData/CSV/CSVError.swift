import EcommBase

/// A file that cannot be read as CSV.
public enum CSVError: Error, Sendable, Equatable {
  case noRows(file: String)
  /// Of several files that are one input.
  case missingColumn(file: String, column: String, nearest: String?, first: String)
}

extension CSVError: Complaint {
  public var place: Place? {
    switch self {
    case .noRows(let file), .missingColumn(let file, _, _, _): Place(file)
    }
  }

  public var problem: String {
    switch self {
    case .noRows: "the file is empty"
    case .missingColumn(_, let column, _, let first):
      "there is no column \(column), which \(first) has"
    }
  }

  public var remedy: String? {
    switch self {
    case .noRows: nil
    case .missingColumn(_, let column, let nearest, _):
      nearest.map { "The nearest is \($0). Rename it to \(column)." }
    }
  }
}
