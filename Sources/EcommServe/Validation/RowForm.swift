import EcommBase
import EcommData

/// The fields of a row that a model wants: what JSON rows are checked against, and what the OpenAPI
/// document and the form of the page are made of.
struct RowForm: Sendable {
  let fields: [FormField]
  /// Known to the model but not needed: the target, keys.
  let passedOver: Set<String>
  private let places: [String: Int]

  init(_ fields: [FormField], passingOver names: some Sequence<String> = []) {
    self.fields = fields
    passedOver = Set(names)
    places = Dictionary(
      zip(fields.map(\.name), fields.indices), uniquingKeysWith: { first, _ in first })
  }

  struct Rows: Sendable {
    let table: Table
    /// Of `?lenient=true`: what would have been faults otherwise.
    let warnings: [Problem.Fault]
  }

  /// Rows as columns of the form's order; every fault of every row is named.
  func read(
    _ rows: [JSON], isLenient: Bool = false, pointer: (Int) -> String
  ) throws(Problem) -> Rows {
    var columns = fields.map { FormColumn($0, rows: rows.count) }
    var faults = FaultList(isLenient: isLenient)
    for (number, row) in rows.enumerated() {
      faults.row = pointer(number)
      guard let object = row.object else {
        faults.add("", "must be an object with the model's fields")
        for place in columns.indices { columns[place].appendMissing() }
        continue
      }
      read(object, into: &columns, &faults)
    }
    guard faults.hard.isEmpty else { throw Problem(faults: faults.hard) }
    let named = zip(fields, columns).map { Column($0.name, $1.values) }
    return Rows(table: Table(named, rowCount: rows.count), warnings: faults.soft)
  }

  private func read(
    _ object: JSON.Object, into columns: inout [FormColumn], _ faults: inout FaultList
  ) {
    var values = [JSON?](repeating: nil, count: fields.count)
    for (name, value) in zip(object.names, object.values) {
      if let place = places[name] {
        values[place] = value
      } else if !passedOver.contains(name) {
        faults.add(name, unknown(name))
      }
    }
    for place in fields.indices {
      columns[place].append(values[place], fields[place], &faults)
    }
  }

  /// Of a file's columns, by name; what a value can be at all.
  func checkLimits(_ table: Table) throws(Problem) {
    var faults: [Problem.Fault] = []
    for field in fields where field.limits != nil {
      let values = table.columns.first { $0.name.lowercased() == field.name }?.values.doubles ?? []
      for (row, value) in values.enumerated() where !value.isNaN {
        let isBroken = field.kind == .integer && value != value.rounded()
        guard let fault = isBroken ? "must be \(field.wanted)" : field.limitFault(value) else {
          continue
        }
        faults.append(.init(spot: .row(row + 1, column: field.name), detail: fault))
      }
    }
    guard faults.isEmpty else { throw Problem(faults: faults) }
  }

  private func unknown(_ name: String) -> String {
    let nearest = Nearest.match(name, in: fields.map(\.name))
    return "is not a field of the model" + (nearest.map { "; the nearest is \($0)" } ?? "")
  }
}

/// What was found wrong, with the place it stands in.
struct FaultList {
  let isLenient: Bool
  var row = "#"
  private(set) var hard: [Problem.Fault] = []
  private(set) var soft: [Problem.Fault] = []

  init(isLenient: Bool) { self.isLenient = isLenient }

  mutating func add(_ name: String, _ detail: String) { hard.append(fault(name, detail)) }

  /// Of a value that the model can take but has not seen: a fault unless the client said otherwise.
  mutating func addOdd(_ name: String, _ detail: String) {
    if isLenient { soft.append(fault(name, detail)) } else { hard.append(fault(name, detail)) }
  }

  /// Of a member within a member of the row.
  mutating func add(_ names: [String], _ detail: String) {
    hard.append(fault(names, detail))
  }

  private func fault(_ name: String, _ detail: String) -> Problem.Fault {
    fault(name.isEmpty ? [] : [name], detail)
  }

  private func fault(_ names: [String], _ detail: String) -> Problem.Fault {
    let pointer = names.reduce(row) { $0 + "/" + Self.escaped($1) }
    return Problem.Fault(spot: .pointer(pointer), detail: detail)
  }

  /// RFC 6901.
  private static func escaped(_ name: String) -> String {
    guard name.utf8.contains(where: { $0 == 126 || $0 == 47 }) else { return name }
    return name.reduce(into: "") { $0 += $1 == "~" ? "~0" : $1 == "/" ? "~1" : String($1) }
  }
}
