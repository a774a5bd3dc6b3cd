/// Places of 64-bit keys in the order in which they came: a hash table without removal.
///
/// Open addressing with linear probing at a load of at most one half: 8 bytes a key and up to 16 for its
/// slots. Keys are spread already (see `ValueKeys`), so their lowest bits are the slot.
struct KeyTable {
  private(set) var keys: [UInt64] = []
  private var slots: [Int32]
  private var mask: Int

  init() {
    slots = [Int32](repeating: -1, count: 1024)
    mask = 1023
  }

  var count: Int { keys.count }

  /// The place of `key`, which is new if it equals the count from before.
  @inline(__always)
  mutating func place(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: key) & mask
    while true {
      let place = slots[slot]
      if place < 0 { return insert(key, slot) }
      if keys[Int(place)] == key { return Int(place) }
      slot = (slot + 1) & mask
    }
  }

  private mutating func insert(_ key: UInt64, _ slot: Int) -> Int {
    slots[slot] = Int32(truncatingIfNeeded: keys.count)
    keys.append(key)
    if keys.count * 2 > slots.count { grow() }
    return keys.count - 1
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    mask = slots.count - 1
    for (place, key) in keys.enumerated() {
      var slot = Int(truncatingIfNeeded: key) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(truncatingIfNeeded: place)
    }
  }
}
