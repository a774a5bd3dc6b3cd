import EcommBase

/// Texts or settings that no vocabulary can be made of.
public enum TextError: Error, Sendable, Equatable {
  case badEnd(row: Int)
  case noTerms
  case badParameter(name: String, expected: String)
}

extension TextError: Complaint {
  public var problem: String {
    switch self {
    case .badEnd(let row): "text \(row) does not end inside the buffer"
    case .noTerms: "the texts have no word that occurs often enough to learn from"
    case .badParameter(let name, let expected): "\(name) must be \(expected)"
    }
  }

  public var remedy: String? {
    self == .noTerms ? "Lower the least number of texts a word must occur in." : nil
  }
}
