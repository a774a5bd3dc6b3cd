import EcommBase
import EcommData

/// A digest of the values that are learned from.
enum TableFingerprint {
  static func of(_ table: Table, labels: [Int]) -> String {
    var bytes: [UInt8] = []
    for column in table.columns {
      bytes += Array(column.name.utf8) + [0]
      if case .categories(let values) = column.values {
        bytes += values.levels.flatMap { Array($0.utf8) + [0] }
        append(values.codes.lazy.map { UInt64(truncatingIfNeeded: $0) }, to: &bytes)
      } else if case .texts(let texts) = column.values {
        bytes += texts.bytes
      } else {
        append((column.values.doubles ?? []).lazy.map(\.bitPattern), to: &bytes)
      }
    }
    append(labels.lazy.map { UInt64(truncatingIfNeeded: $0) }, to: &bytes)
    return String(SHA256.hex(of: bytes).prefix(16))
  }

  private static func append(_ words: some Collection<UInt64>, to bytes: inout [UInt8]) {
    bytes.reserveCapacity(bytes.count + 8 * words.count)
    for word in words {
      for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> (UInt64(shift) * 8))) }
    }
  }
}
