/// Different strings, numbered in the order they came.
///
/// Open addressing with linear steps over a table of twice the strings or more; a slot keeps part of
/// the hash beside the number, so that a string is compared about once. The hash folds eight bytes a
/// multiplication and is the same in every run; nothing depends on it but speed.
struct LevelDictionary: Sendable {
  private(set) var bytes: [UInt8] = []
  private var ends: [UInt32] = [0]
  /// Number + 1 in the low half, part of the hash in the high half; 0 is free.
  private var slots = [UInt64](repeating: 0, count: 64)

  var count: Int { ends.count - 1 }
  var isEmpty: Bool { count == 0 }

  init() {}

  init(_ levels: [String]) {
    for level in levels {
      let text = Array(level.utf8)
      text.withUnsafeBufferPointer { _ = insert($0, hash: Self.hash($0)) }
    }
  }

  subscript(number: Int) -> ArraySlice<UInt8> {
    bytes[Int(ends[number])..<Int(ends[number + 1])]
  }

  func level(_ number: Int) -> String { String(decoding: self[number], as: UTF8.self) }

  /// -1 where it is not there.
  func number(_ text: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int32 {
    withView { $0.number(text, hash: hash) }
  }

  /// For many look-ups in a row.
  func withView<T>(_ body: (LevelView) -> T) -> T {
    slots.withUnsafeBufferPointer { slots in
      ends.withUnsafeBufferPointer { ends in
        bytes.withUnsafeBufferPointer { body(LevelView(slots: slots, ends: ends, bytes: $0)) }
      }
    }
  }

  /// The number of `text`, new or old.
  mutating func insert(_ text: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int32 {
    let known = number(text, hash: hash)
    if known >= 0 { return known }
    if (count + 1) * 2 > slots.count { grow() }
    bytes.append(contentsOf: text)
    ends.append(UInt32(truncatingIfNeeded: bytes.count))
    place(count - 1, hash)
    return Int32(truncatingIfNeeded: count - 1)
  }

  private mutating func place(_ number: Int, _ hash: UInt64) {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] != 0 { place = (place + 1) & mask }
    slots[place] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(number + 1)
  }

  private mutating func grow() {
    slots = [UInt64](repeating: 0, count: slots.count * 2)
    for number in 0..<count {
      self[number].withUnsafeBufferPointer { text in place(number, Self.hash(text)) }
    }
  }

  @inline(__always)
  static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 { ByteStrings.hash(text) }
}

extension LevelDictionary {
  /// The strings in the order of their bytes, and the place of each number among them.
  func sorted() -> (levels: [String], places: [Int32]) {
    let order = (0..<count).sorted { self[$0].lexicographicallyPrecedes(self[$1]) }
    var places = [Int32](repeating: 0, count: count)
    for (place, number) in order.enumerated() { places[number] = Int32(truncatingIfNeeded: place) }
    return (order.map(level), places)
  }
}

/// A dictionary that stays as it is, to look up in.
struct LevelView {
  let slots: UnsafeBufferPointer<UInt64>
  let ends: UnsafeBufferPointer<UInt32>
  let bytes: UnsafeBufferPointer<UInt8>

  /// -1 where it is not there.
  @inline(__always)
  func number(_ text: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int32 {
    let mask = slots.count &- 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[place]
      if slot == 0 { return -1 }
      if slot >> 32 == hash >> 32 {
        let number = Int(truncatingIfNeeded: slot & 0xFFFF_FFFF) &- 1
        if equals(number, text) { return Int32(truncatingIfNeeded: number) }
      }
      place = (place &+ 1) & mask
    }
  }

  @inline(__always)
  private func equals(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(ends[number])
    guard Int(ends[number &+ 1]) &- start == text.count else { return false }
    return ByteStrings.equal(
      UnsafeBufferPointer(rebasing: bytes[start..<start &+ text.count]), text)
  }
}

/// Byte strings by words of eight bytes.
enum ByteStrings {
  @inline(__always)
  static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let count = text.count
    guard let start = text.baseAddress.map({ UnsafeRawPointer($0) }) else { return 0x51_7cc1 }
    var state = UInt64(truncatingIfNeeded: count) &* 0x9e37_79b9_7f4a_7c15
    if count >= 8 {
      var offset = 0
      while offset &+ 8 < count {
        state = fold(state, start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset &+= 8
      }
      return fold(state, start.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
    }
    return fold(state, few(start, count))
  }

  /// Fewer than eight bytes as one word.
  @inline(__always)
  private static func few(_ start: UnsafeRawPointer, _ count: Int) -> UInt64 {
    if count >= 4 {
      return UInt64(start.loadUnaligned(as: UInt32.self)) << 32
        | UInt64(start.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
    }
    guard count > 0 else { return 0 }
    return UInt64(start.load(as: UInt8.self)) << 16
      | UInt64(start.load(fromByteOffset: count >> 1, as: UInt8.self)) << 8
      | UInt64(start.load(fromByteOffset: count &- 1, as: UInt8.self))
  }

  @inline(__always)
  private static func fold(_ state: UInt64, _ word: UInt64) -> UInt64 {
    let product = (state ^ word ^ 0xa076_1d64_78bd_642f)
      .multipliedFullWidth(by: 0xe703_7ed1_a0b4_28db)
    return product.high ^ product.low
  }

  /// Of equal length.
  @inline(__always)
  static func equal(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let a = a.baseAddress.map({ UnsafeRawPointer($0) }),
      let other = b.baseAddress.map({ UnsafeRawPointer($0) })
    else { return true }
    let count = b.count
    guard count >= 8 else { return few(a, count) == few(other, count) }
    var offset = 0
    while offset &+ 8 < count {
      guard word(a, offset) == word(other, offset) else { return false }
      offset &+= 8
    }
    return word(a, count &- 8) == word(other, count &- 8)
  }

  @inline(__always)
  private static func word(_ start: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    start.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }
}
