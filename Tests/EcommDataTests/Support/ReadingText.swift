import EcommBase
import Testing

@testable import EcommData

/// Text as a file.
func input(_ text: String, named name: String = "orders.csv") throws -> Input {
  try input(Array(text.utf8), named: name)
}

func input(_ bytes: [UInt8], named name: String = "orders.csv") throws -> Input {
  let spool = try SpoolFile()
  try bytes.withUnsafeBytes { try spool.append($0) }
  return spool.input(named: name)
}

func read(_ text: String, _ set: (inout ReadOptions) -> Void = { _ in }) throws -> Loaded {
  try read(Array(text.utf8), set)
}

func read(_ bytes: [UInt8], _ set: (inout ReadOptions) -> Void = { _ in }) throws -> Loaded {
  var options = ReadOptions()
  options.parallel = .serial
  set(&options)
  return try TableReader.read([input(bytes)], options)
}

/// What reading gives, whole: the table bit by bit, or the complaint.
func outcome(_ bytes: [UInt8], _ set: (inout ReadOptions) -> Void = { _ in }) -> String {
  do {
    let loaded = try read(bytes, set)
    return try picture(loaded.table) + "\(loaded.report)"
  } catch let complaint as any Complaint {
    return complaint.text
  } catch {
    return "\(error)"
  }
}

/// Types, levels and every value of a table; a text of its own for every table.
func picture(_ table: Table) throws -> String {
  var lines = ["\(table.rowCount) rows"]
  for column in table.columns {
    var line = "\(column.name): \(column.values.type.rawValue)"
    if case .categories(let categories) = column.values { line += " \(categories.levels)" }
    lines.append(line)
  }
  lines.append(String(decoding: try JSONLinesWriter.bytes(table), as: UTF8.self))
  return lines.joined(separator: "\n")
}

func complaint(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "no complaint"
  } catch let complaint as any Complaint {
    return complaint.text
  } catch {
    return "\(error)"
  }
}
