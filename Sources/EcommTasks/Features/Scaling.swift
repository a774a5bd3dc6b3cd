import EcommBase
import EcommData

/// Numbers less their mean, in units of their standard deviation (over all rows, as of a population).
///
/// Columns of 0 and 1 made of categories stay as they are: a penalty then weighs them alike.
struct Scaling: PreparationStep, Equatable {
  static let name = "scaling"

  struct Unit: Equatable {
    let column: String
    let mean: Double
    let deviation: Double
  }

  let units: [Unit]

  static func fit(_ table: Table) -> Scaling? {
    let units = table.numberColumns.map { unit($0.name, $0.values) }
    return units.isEmpty ? nil : Scaling(units: units)
  }

  private static func unit(_ name: String, _ values: [Double]) -> Unit {
    let known = values.filter(\.isFinite)
    let count = Double(max(1, known.count))
    let mean = known.reduce(0) { $0 + $1 / count }
    let variance = known.reduce(0) { $0 + ($1 - mean) / count * ($1 - mean) }
    let deviation = variance.squareRoot()
    return Unit(
      column: name, mean: mean, deviation: deviation > 0 && deviation.isFinite ? deviation : 1)
  }

  func apply(_ table: Table) throws -> Table {
    try table.changing(units.map(\.column), for: Self.name) { place, column in
      let unit = units[place]
      let values = try column.numbers(for: Self.name)
      return [Column(column.name, .numbers(values.map { ($0 - unit.mean) / unit.deviation }))]
    }
  }
}

extension Scaling {
  var json: JSON.Object {
    JSON.Object([
      (
        "columns",
        .array(
          units.map {
            [
              "name": .string($0.column), "mean": .number($0.mean),
              "deviation": .number($0.deviation),
            ]
          })
      )
    ])
  }

  init(_ fields: JSONFields) throws {
    units = try fields.objects("columns").map {
      let deviation = try $0.number("deviation")
      guard deviation > 0 else { throw $0.fault("deviation", expected: "a number above 0") }
      return Unit(column: try $0.string("name"), mean: try $0.number("mean"), deviation: deviation)
    }
  }
}
