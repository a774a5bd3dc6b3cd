import EcommBase
import EcommData

/// One fitted step on the way from the columns of a file to the features of a learner.
///
/// A step learns from the rows that the learner learns from and no others, and is then the same for
/// training, prediction and explanation.
protocol PreparationStep: Sendable {
  /// As it stands in model files.
  static var name: String { get }

  /// What the step makes of a table that has its columns.
  func apply(_ table: Table) throws -> Table

  /// For each column that the step makes: the columns it is made of.
  var origins: [String: [String]] { get }

  /// Adds the step to the program of a single row; false where that cannot be.
  func compile(into program: inout RowProgram) -> Bool

  var json: JSON.Object { get }
  init(_ fields: JSONFields) throws
}

extension PreparationStep {
  func compile(into program: inout RowProgram) -> Bool { false }

  var origins: [String: [String]] { [:] }
}

/// What steps may look at besides the columns while they are fitted.
struct FittingRows {
  /// The class of each row.
  let labels: [Int]
  let classes: Int
  let seed: UInt64
}

/// A column that a step of a model needs and does not get: the model file contradicts itself.
enum PreparationError: Error, Equatable {
  case missingColumn(String, step: String)
  case wrongType(String, step: String)
  case twice(String, step: String)
}

extension PreparationError: Complaint {
  var problem: String {
    switch self {
    case .missingColumn(let name, let step): "the step \(step) has no column \(name) to work on"
    case .wrongType(let name, let step): "the step \(step) cannot work on column \(name)"
    case .twice(let name, let step):
      "the step \(step) makes a column \(name), but there is one of that name already"
    }
  }

  var remedy: String? {
    guard case .twice(let name, _) = self else { return nil }
    return "Rename that one: --rename '\(name)=OTHER', or leave it out: --drop '\(name)'"
  }
}

extension Table {
  /// The numbers of a column that `step` works on.
  func numbers(_ name: String, for step: String) throws -> [Double] {
    try column(name, for: step).numbers(for: step)
  }

  func moments(_ name: String, for step: String) throws -> [Int64] {
    guard case .dates(let values) = try column(name, for: step).values else {
      throw PreparationError.wrongType(name, step: step)
    }
    return values
  }

  private func column(_ name: String, for step: String) throws -> Column {
    guard let column = self[name] else {
      throw PreparationError.missingColumn(name, step: step)
    }
    return column
  }

  /// Puts where each of the named columns stands what `change` makes of it: nothing takes it away. `change` gets
  /// the column's place among the names. One pass, however many they are.
  func changing(
    _ names: [String], for step: String, _ change: (_ place: Int, Column) throws -> [Column]
  ) throws -> Table {
    var places = Dictionary(
      zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    let changed = try columns.flatMap { column in
      try places.removeValue(forKey: column.name).map { try change($0, column) } ?? [column]
    }
    if let missing = places.min(by: { $0.value < $1.value }) {
      throw PreparationError.missingColumn(missing.key, step: step)
    }
    var seen = Set<String>(minimumCapacity: changed.count)
    if let twice = changed.first(where: { !seen.insert($0.name).inserted }) {
      throw PreparationError.twice(twice.name, step: step)
    }
    return Table(changed, rowCount: rowCount)
  }

  func adding(_ columns: [Column], by step: String) throws -> Table {
    if let twice = columns.first(where: { self[$0.name] != nil }) {
      throw PreparationError.twice(twice.name, step: step)
    }
    return Table(self.columns + columns, rowCount: rowCount)
  }

  var numberColumns: [(name: String, values: [Double])] {
    columns.compactMap {
      if case .numbers(let values) = $0.values { ($0.name, values) } else { nil }
    }
  }

  var categoryColumns: [(name: String, values: Categories)] {
    columns.compactMap {
      if case .categories(let values) = $0.values { ($0.name, values) } else { nil }
    }
  }
}

extension Column {
  func numbers(for step: String) throws -> [Double] {
    guard case .numbers(let values) = values else {
      throw PreparationError.wrongType(name, step: step)
    }
    return values
  }

  func categories(for step: String) throws -> Categories {
    guard case .categories(let values) = values else {
      throw PreparationError.wrongType(name, step: step)
    }
    return values
  }
}
