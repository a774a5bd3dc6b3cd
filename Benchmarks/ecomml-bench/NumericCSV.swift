import EcommBase
import EcommLearn

/// A CSV file of plain numbers under one line of names, for benches alone: no quotes, an empty cell is
/// missing.
struct NumericCSV {
  var names: [String] = []
  var columns: [[Float]] = []

  init(_ path: String) throws {
    let bytes = try SmallFile.bytes(path)
    bytes.withUnsafeBufferPointer { buffer in
      let end = buffer.firstIndex(of: 10) ?? buffer.count
      names = String(decoding: buffer[..<end], as: UTF8.self).split(separator: ",")
        .map { String($0.filter { $0 != "\"" && $0 != "\r" }) }
      columns = Array(repeating: [], count: names.count)
      read(buffer, from: end + 1)
    }
  }

  /// The column is taken out.
  mutating func take(_ name: String) throws -> [Double] {
    guard let index = names.firstIndex(of: name) else { throw BenchRequest.Fault.missing(name) }
    names.remove(at: index)
    return columns.remove(at: index).map { Double($0) }
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    var place = start
    var column = 0
    while place < bytes.count {
      var end = place
      while end < bytes.count, bytes[end] != 44, bytes[end] != 10 { end += 1 }
      let cell = UnsafeBufferPointer(rebasing: bytes[place..<end])
      if column < columns.count { columns[column].append(Self.number(cell)) }
      column = end < bytes.count && bytes[end] == 44 ? column + 1 : 0
      place = end + 1
    }
  }

  private static func number(_ cell: UnsafeBufferPointer<UInt8>) -> Float {
    var digits: UInt64 = 0
    var exponent = 0
    var seen = 0
    var isFraction = false
    for byte in cell.drop(while: { $0 == 45 }) {
      switch byte {
      case 48...57:
        digits = digits &* 10 &+ UInt64(byte - 48)
        exponent -= isFraction ? 1 : 0
        seen += 1
      case 46: isFraction = true
      case 13: continue
      default: return Float(Decimal.slowly(cell))
      }
    }
    guard seen > 0, seen < 19 else { return seen == 0 ? .nan : Float(Decimal.slowly(cell)) }
    let size = Decimal.double(digits, exponent: exponent) ?? Decimal.slowly(cell)
    return Float(cell.first == 45 ? -size.magnitude : size)
  }
}
