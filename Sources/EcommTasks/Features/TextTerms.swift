import EcommBase
import EcommData
import EcommLearn

/// Texts as the weights of their terms. The texts of one row are read as one.
struct TextTerms: Sendable, Equatable {
  static let name = "text"

  let columns: [String]
  let vectorizer: TextVectorizer

  static func columns(of table: Table) -> [String] {
    table.columns.filter { $0.values.type == .text }.map(\.name)
  }

  /// The step, and the terms of the rows it was fitted on; nil where there are no texts.
  static func fit(
    _ table: Table, parameters: TextParameters, parallel: Parallel
  ) throws -> (TextTerms, SparseRows)? {
    let columns = columns(of: table)
    guard !columns.isEmpty else { return nil }
    let fitted = try TextVectorizer.fitTransform(
      try texts(of: table, columns), parameters: parameters, on: parallel)
    return (TextTerms(columns: columns, vectorizer: fitted.vectorizer), fitted.rows)
  }

  func apply(_ table: Table, parallel: Parallel) throws -> SparseRows {
    try vectorizer.transform(try Self.texts(of: table, columns), on: parallel)
  }

  /// What the term of each column of the result is.
  var termNames: [String] {
    vectorizer.parameters.hashBits == nil
      ? (0..<vectorizer.columnCount).map { "'\(vectorizer.terms[$0])'" }
      : (0..<vectorizer.columnCount).map { "term \($0)" }
  }

  private static func texts(of table: Table, _ columns: [String]) throws -> TextRows {
    let parts = try columns.map { name -> Texts in
      guard let column = table[name] else {
        throw PreparationError.missingColumn(name, step: Self.name)
      }
      guard case .texts(let texts) = column.values else {
        throw PreparationError.wrongType(name, step: Self.name)
      }
      return texts
    }
    var bytes: [UInt8] = []
    var ends: [Int] = []
    for row in 0..<table.rowCount {
      for (place, texts) in parts.enumerated() {
        if place > 0 { bytes.append(UInt8(ascii: "\n")) }
        bytes.append(contentsOf: texts.bytes[texts.range(row)])
      }
      ends.append(bytes.count)
    }
    return try TextRows(bytes: bytes, ends: ends)
  }
}

extension TextTerms {
  var json: JSON.Object {
    JSON.Object([("columns", .strings(columns)), ("vectorizer", vectorizer.json)])
  }

  init(_ fields: JSONFields) throws {
    columns = try fields.strings("columns")
    vectorizer = try TextVectorizer(fields.fields("vectorizer"))
  }
}
