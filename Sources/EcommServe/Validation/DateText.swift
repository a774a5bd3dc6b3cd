import EcommData

/// Dates as clients send them: ISO 8601, a day or a moment of it.
enum DateText {
  /// `2025-03-09`, `2025-03-09T17:45`, `2025-03-09 17:45:12`, with or without a `Z`.
  static func moment(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10,
      let date = CivilDate(iso: String(decoding: bytes[..<10], as: UTF8.self))
    else { return nil }
    let midnight = Timestamp(date: date).microseconds
    guard bytes.count > 10 else { return midnight }
    guard bytes[10] == UInt8(ascii: "T") || bytes[10] == 32, let seconds = seconds(bytes[11...])
    else { return nil }
    return midnight + Int64(seconds) * Timestamp.second
  }

  private static func seconds(_ bytes: ArraySlice<UInt8>) -> Int? {
    let clock = bytes.last == UInt8(ascii: "Z") ? bytes.dropLast() : bytes
    let parts = clock.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts.allSatisfy({ $0.count == 2 }) else { return nil }
    let numbers = parts.compactMap { part in
      part.allSatisfy { (48...57).contains($0) }
        ? Int(part[part.startIndex] - 48) * 10 + Int(part[part.startIndex + 1] - 48) : nil
    }
    guard numbers.count == parts.count, numbers[0] < 24, numbers[1] < 60 else { return nil }
    guard numbers.count == 3 else { return numbers[0] * 3600 + numbers[1] * 60 }
    return numbers[2] < 60 ? numbers[0] * 3600 + numbers[1] * 60 + numbers[2] : nil
  }
}
