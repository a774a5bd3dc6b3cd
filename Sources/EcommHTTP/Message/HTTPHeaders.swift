/// Header fields in their order; names are compared without regard to case.
///
/// All fields lie in one array as they stand on the wire, with their places beside it: a request with
/// twenty fields costs two arrays, and texts are made only of what is asked for.
public struct HTTPHeaders: Sendable {
  struct Place: Sendable {
    var name: Range<Int32>
    var value: Range<Int32>
  }

  private(set) var wire: [UInt8] = []
  private(set) var places: [Place] = []

  public init(_ fields: [(name: String, value: String)] = []) {
    for field in fields { add(field.name, field.value) }
  }

  public var count: Int { places.count }

  public var fields: [(name: String, value: String)] {
    places.map { (text($0.name), text($0.value)) }
  }

  /// Bytes that would end the line are left out: no value can begin a field of its own.
  public mutating func add(_ name: String, _ value: String) {
    let nameStart = wire.count
    wire.append(name, onlyIf: ByteClass.isToken)
    let nameEnd = wire.count
    wire.append(UInt8(ascii: ":"))
    wire.append(UInt8(ascii: " "))
    let valueStart = wire.count
    wire.append(value, onlyIf: ByteClass.isFieldText)
    let valueEnd = wire.count
    wire.append(13)
    wire.append(10)
    add(name: nameStart..<nameEnd, value: valueStart..<valueEnd)
  }

  public subscript(name: String) -> String? { first(name).map { text($0.value) } }

  public func all(_ name: String) -> [String] {
    places.filter { isNamed($0, name) }.map { text($0.value) }
  }

  /// The bytes of the first field of this name.
  public func bytes(_ name: String) -> ArraySlice<UInt8>? {
    first(name).map { wire[Int($0.value.lowerBound)..<Int($0.value.upperBound)] }
  }

  mutating func removeAll() {
    wire.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
  }

  /// The lines of a header that was checked; the places follow.
  mutating func take(_ lines: Span<UInt8>) {
    lines.withUnsafeBufferPointer { wire.append(contentsOf: $0) }
  }

  mutating func add(name: Range<Int>, value: Range<Int>) {
    places.append(
      Place(
        name: Int32(clamping: name.lowerBound)..<Int32(clamping: name.upperBound),
        value: Int32(clamping: value.lowerBound)..<Int32(clamping: value.upperBound)))
  }

  private func first(_ name: String) -> Place? { places.first { isNamed($0, name) } }

  private func isNamed(_ place: Place, _ name: String) -> Bool {
    guard place.name.count == name.utf8.count else { return false }
    var at = Int(place.name.lowerBound)
    for byte in name.utf8 {
      guard ByteClass.lowercased(byte) == ByteClass.lowercased(wire[at]) else { return false }
      at += 1
    }
    return true
  }

  private func text(_ range: Range<Int32>) -> String {
    String(decoding: wire[Int(range.lowerBound)..<Int(range.upperBound)], as: UTF8.self)
  }
}

extension [UInt8] {
  /// Bytes that may not stand here are left out; mostly there are none, and a text goes in as it is.
  mutating func append(_ text: String, onlyIf mayStand: (UInt8) -> Bool) {
    var text = text
    let isClean = text.withUTF8 { bytes in
      for byte in bytes where !mayStand(byte) { return false }
      append(contentsOf: bytes)
      return true
    }
    if !isClean { append(contentsOf: text.utf8.lazy.filter(mayStand)) }
  }
}
