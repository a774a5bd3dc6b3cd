/// The names of a document, each with a small number, numbered as they first appear.
///
/// An open hash table over eight bytes of a name at a time. A name is checked once, when it is new:
/// after that, equal bytes are proof enough.
struct XMLNames {
  struct Entry {
    var start: Int
    var length: Int
    var hash: UInt64
    /// The name before the colon, or `none`.
    var prefix: Int32
    /// The name behind the colon; the name itself without one.
    var local: Int32
    /// The colon stands where the namespace rules allow none.
    var badColon: Bool
  }

  static let none: Int32 = -1
  /// Zero bytes behind each name, for reading eight at a time.
  private static let padding = 8

  private(set) var entries: [Entry] = []
  private var bytes: [UInt8] = []
  private var slots = [Int32](repeating: none, count: 1024)

  /// The number of the name in these bytes, which is `none` if it is new and not a name.
  ///
  /// Up to 7 bytes behind the name may be read, so there must be that many.
  mutating func intern(_ start: UnsafePointer<UInt8>, _ length: Int) -> Int32 {
    let hash = Self.hash(start, length)
    var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
    while slots[slot] != Self.none {
      let entry = entries[Int(slots[slot])]
      if entry.hash == hash, entry.length == length, isEqual(entry, start) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return insert(UnsafeBufferPointer(start: start, count: length), hash)
  }

  mutating func intern(_ text: String) -> Int32 {
    let padded = Array(text.utf8) + [UInt8](repeating: 0, count: 8)
    return padded.withUnsafeBufferPointer { $0.baseAddress.map { intern($0, text.utf8.count) } }
      ?? Self.none
  }

  subscript(name: Int32) -> String {
    let entry = entries[Int(name)]
    return String(decoding: bytes[entry.start..<entry.start + entry.length], as: UTF8.self)
  }

  /// Whether the bytes at `other` begin with the name. Up to 7 bytes behind as many may be read.
  @inline(__always)
  func isEqual(_ entry: Entry, _ other: UnsafePointer<UInt8>) -> Bool {
    let other = UnsafeRawPointer(other)
    return bytes.withUnsafeBytes { bytes in
      var position = 0
      while position < entry.length {
        let known = bytes.loadUnaligned(fromByteOffset: entry.start + position, as: UInt64.self)
        let word = other.loadUnaligned(fromByteOffset: position, as: UInt64.self)
        let left = entry.length - position
        let mask = left < 8 ? (1 << UInt64(left * 8)) &- 1 : UInt64.max
        if (known ^ word) & mask != 0 { return false }
        position += 8
      }
      return true
    }
  }

  private mutating func insert(_ name: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int32 {
    guard let colons = Self.check(name) else { return Self.none }
    var entry = Entry(
      start: bytes.count, length: name.count, hash: hash, prefix: Self.none, local: Self.none,
      badColon: false)
    bytes.append(contentsOf: name)
    bytes.append(contentsOf: repeatElement(0, count: Self.padding))
    let number = Int32(truncatingIfNeeded: entries.count)
    entry.local = number
    entries.append(entry)
    place(number)
    if !colons.isEmpty { split(number, name, colons) }
    return number
  }

  /// The places of the colons, or nil if this is no name.
  private static func check(_ name: UnsafeBufferPointer<UInt8>) -> [Int]? {
    let text = String(decoding: name, as: UTF8.self)
    guard let first = text.unicodeScalars.first, XMLCharacters.isNameStart(first.value),
      text.unicodeScalars.allSatisfy({ XMLCharacters.isNamePart($0.value) })
    else { return nil }
    return name.indices.filter { name[$0] == 58 }
  }

  private mutating func split(
    _ number: Int32, _ name: UnsafeBufferPointer<UInt8>, _ colons: [Int]
  ) {
    guard colons.count == 1, colons[0] > 0,
      let first = Self.text(name[(colons[0] + 1)...]).unicodeScalars.first,
      XMLCharacters.isNameStart(first.value)
    else {
      entries[Int(number)].badColon = true
      return
    }
    entries[Int(number)].prefix = intern(Self.text(name[..<colons[0]]))
    entries[Int(number)].local = intern(Self.text(name[(colons[0] + 1)...]))
  }

  private static func text(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  private mutating func place(_ number: Int32) {
    if entries.count * 2 > slots.count {
      slots = [Int32](repeating: Self.none, count: slots.count * 2)
      for other in 0..<number { fill(other) }
    }
    fill(number)
  }

  private mutating func fill(_ number: Int32) {
    var slot = Int(truncatingIfNeeded: entries[Int(number)].hash >> 32) & (slots.count - 1)
    while slots[slot] != Self.none { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = number
  }

  @inline(__always)
  private static func hash(_ start: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
    let raw = UnsafeRawPointer(start)
    var hash = UInt64(truncatingIfNeeded: length)
    var position = 0
    while position < length {
      var word = raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      let left = length - position
      if left < 8 { word &= (1 << UInt64(left * 8)) - 1 }
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
      position += 8
    }
    return hash &* 0xBF58_476D_1CE4_E5B9
  }
}

extension XMLNames {
  /// `xmlns` or `xmlns:a`.
  @inline(__always)
  func isNamespaceDeclaration(_ name: Int32) -> Bool {
    name == XMLKnownName.xmlns.rawValue
      || entries[Int(name)].prefix == XMLKnownName.xmlns.rawValue
  }

  /// Something that the rules of namespaces have a say in, as the name of an attribute.
  @inline(__always)
  func isInNamespace(_ name: Int32) -> Bool {
    name == XMLKnownName.xmlns.rawValue || entries[Int(name)].prefix != XMLNames.none
  }
}
