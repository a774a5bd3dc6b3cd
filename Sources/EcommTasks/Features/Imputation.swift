import EcommBase
import EcommData

/// Missing numbers become the median, and where training knew missing ones a column says so.
struct Imputation: PreparationStep, Equatable {
  static let name = "imputation"

  struct Filling: Equatable {
    let column: String
    let value: Double
    let isMarked: Bool
  }

  let fillings: [Filling]

  static func fit(_ table: Table) -> Imputation? {
    let fillings = table.numberColumns.map { name, values in
      let known = values.filter { !$0.isNaN }.sorted()
      return Filling(
        column: name, value: known.isEmpty ? 0 : known[known.count / 2],
        isMarked: known.count < values.count && !known.isEmpty)
    }
    return fillings.isEmpty ? nil : Imputation(fillings: fillings)
  }

  func apply(_ table: Table) throws -> Table {
    try table.changing(fillings.map(\.column), for: Self.name) { place, column in
      let filling = fillings[place]
      let values = try column.numbers(for: Self.name)
      let filled = Column(column.name, .numbers(values.map { $0.isNaN ? filling.value : $0 }))
      guard filling.isMarked else { return [filled] }
      return [filled, Column(filling.mark, .numbers(values.map { $0.isNaN ? 1 : 0 }))]
    }
  }

  var origins: [String: [String]] {
    Dictionary(
      fillings.filter(\.isMarked).map { ($0.mark, [$0.column]) },
      uniquingKeysWith: { first, _ in first })
  }
}

extension Imputation.Filling {
  fileprivate var mark: String { "\(column) is missing" }
}

extension Imputation {
  var json: JSON.Object {
    JSON.Object([
      (
        "columns",
        .array(
          fillings.map {
            [
              "name": .string($0.column), "value": .number($0.value),
              "is_marked": .bool($0.isMarked),
            ]
          })
      )
    ])
  }

  init(_ fields: JSONFields) throws {
    fillings = try fields.objects("columns").map {
      Filling(
        column: try $0.string("name"), value: try $0.number("value"),
        isMarked: try $0.flag("is_marked"))
    }
  }
}
