import EcommBase
import EcommData

/// Columns that count and columns that measure the same thing, such as `ProductRelated` and
/// `ProductRelated_Duration`: how much there is for each, and where there are several such pairs the totals
/// of both and their ratio.
///
/// One is added to every divisor, so that nothing is divided by zero.
struct Ratios: PreparationStep, Equatable {
  static let name = "ratios"

  struct Pair: Equatable {
    let amount: String
    let count: String
  }

  let pairs: [Pair]

  private static let endings = ["duration", "time", "seconds", "amount", "value", "total", "spend"]

  static func fit(_ table: Table) -> Ratios? {
    let names = table.numberColumns.map(\.name)
    let pairs = names.compactMap { amount -> Pair? in
      guard let ending = endings.first(where: { amount.lowercased().hasSuffix($0) }) else {
        return nil
      }
      let stem = amount.dropLast(ending.count)
      guard let mark = stem.last, "_ -.".contains(mark) else { return nil }
      let count = String(stem.dropLast())
      return names.contains(count) ? Pair(amount: amount, count: count) : nil
    }
    return pairs.isEmpty ? nil : Ratios(pairs: pairs)
  }

  private var counts: String { pairs.map(\.count).joined(separator: " + ") }
  private var amounts: String { pairs.map(\.amount).joined(separator: " + ") }

  func apply(_ table: Table) throws -> Table {
    let values = try pairs.map {
      (try table.numbers($0.amount, for: Self.name), try table.numbers($0.count, for: Self.name))
    }
    var columns = zip(pairs, values).map { pair, values in
      Column(Self.title(pair), .numbers(Self.ratio(values.0, values.1)))
    }
    if pairs.count > 1 {
      let amount = Self.sum(values.map(\.0), rows: table.rowCount)
      let count = Self.sum(values.map(\.1), rows: table.rowCount)
      columns += [
        Column(counts, .numbers(count)), Column(amounts, .numbers(amount)),
        Column(Self.overall, .numbers(Self.ratio(amount, count))),
      ]
    }
    return try table.adding(columns, by: Self.name)
  }

  func compile(into program: inout RowProgram) -> Bool {
    for pair in pairs {
      let added = program.addRatio(Self.title(pair), amount: pair.amount, count: pair.count)
      guard added else { return false }
    }
    guard pairs.count > 1 else { return true }
    return program.addSum(counts, of: pairs.map(\.count))
      && program.addSum(amounts, of: pairs.map(\.amount))
      && program.addRatio(Self.overall, amount: amounts, count: counts)
  }

  private static let overall = "all amounts per count"
  private static func title(_ pair: Pair) -> String { "\(pair.amount) per \(pair.count)" }

  private static func ratio(_ amounts: [Double], _ counts: [Double]) -> [Double] {
    zip(amounts, counts).map {
      let ratio = $0 / ($1 + 1)
      return ratio.isFinite ? ratio : .nan
    }
  }

  private static func sum(_ columns: [[Double]], rows: Int) -> [Double] {
    (0..<rows).map { row in columns.reduce(0) { $0 + $1[row] } }
  }

  var origins: [String: [String]] {
    var origins = Dictionary(
      pairs.map { (Self.title($0), [$0.amount, $0.count]) }, uniquingKeysWith: { first, _ in first }
    )
    origins[counts] = pairs.map(\.count)
    origins[amounts] = pairs.map(\.amount)
    origins[Self.overall] = pairs.flatMap { [$0.amount, $0.count] }
    return origins
  }
}

extension Ratios {
  var json: JSON.Object {
    JSON.Object([
      (
        "pairs",
        .array(pairs.map { ["amount": .string($0.amount), "count": .string($0.count)] })
      )
    ])
  }

  init(_ fields: JSONFields) throws {
    pairs = try fields.objects("pairs").map {
      Pair(amount: try $0.string("amount"), count: try $0.string("count"))
    }
  }
}
