import EcommData

/// A sample set in memory, cut into lines and cells.
struct MadeSample {
  let bytes: [UInt8]

  init(_ name: String, rows: Int? = nil, seed: UInt64 = Sample.defaultSeed) throws {
    var bytes: [UInt8] = []
    try Sample.named(name)?.write(rows: rows, seed: seed) { bytes.append(contentsOf: $0) }
    self.bytes = bytes
  }

  var lines: [Substring] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }

  /// The lines of a CSV file after the header, as cells without their quotes.
  var records: [[String]] { lines.dropFirst().map(Self.cells) }

  private static func cells(_ line: Substring) -> [String] {
    guard line.contains("\"") else {
      return line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    var cells = [""]
    var isQuoted = false
    var last: Character = " "
    for character in line {
      switch character {
      case "\"":
        if !isQuoted, last == "\"" { cells[cells.count - 1].append("\"") }
        isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
      last = character
    }
    return cells
  }
}
