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

/// Different 64-bit keys, but for `ValueKeys.missing`: the slots are the keys, so that a look costs one
/// place in memory. 16 to 64 bytes a key.
struct KeySet {
  private var slots: [UInt64]
  private var mask: Int
  private(set) var count = 0

  init() {
    slots = [UInt64](repeating: ValueKeys.missing, count: 1024)
    mask = 1023
  }

  /// False where the key was there already.
  @inline(__always)
  mutating func insert(_ key: UInt64) -> Bool {
    var slot = Int(truncatingIfNeeded: key) & mask
    while slots[slot] != ValueKeys.missing {
      if slots[slot] == key { return false }
      slot = (slot + 1) & mask
    }
    slots[slot] = key
    count += 1
    if count * 2 > slots.count { grow() }
    return true
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: ValueKeys.missing, count: old.count * 4)
    mask = slots.count - 1
    for key in old where key != ValueKeys.missing {
      var slot = Int(truncatingIfNeeded: key) & mask
      while slots[slot] != ValueKeys.missing { slot = (slot + 1) & mask }
      slots[slot] = key
    }
  }
}
