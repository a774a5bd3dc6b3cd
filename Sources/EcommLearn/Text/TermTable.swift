/// Terms and their numbers: open addressing over the bytes of all terms in one buffer.
///
/// The hash has no secret seed, so that the same texts give the same columns everywhere.
struct TermTable: Sendable {
  /// Number of a term + 1, or 0; a power of two, at most half full.
  private var slots: [Int32]
  private(set) var hashes: [UInt64] = []
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [Int] = []

  var count: Int { hashes.count }
  var texts: TextRows { TextRows(checked: bytes, ends) }

  init(capacity: Int = 512) {
    var size = 1024
    while size < 2 * capacity { size *= 2 }
    slots = [Int32](repeating: 0, count: size)
  }

  func range(_ term: Int) -> Range<Int> { (term == 0 ? 0 : ends[term - 1])..<ends[term] }

  func find(_ term: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int? {
    let found = slots[slot(term, hash)]
    return found > 0 ? Int(found) - 1 : nil
  }

  /// The number of the term, a new one if it was not there.
  mutating func insert(_ term: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int {
    let place = slot(term, hash)
    if slots[place] > 0 { return Int(slots[place]) - 1 }
    hashes.append(hash)
    bytes.append(contentsOf: term)
    ends.append(bytes.count)
    slots[place] = Int32(truncatingIfNeeded: hashes.count)
    if 2 * hashes.count > slots.count { grow() }
    return hashes.count - 1
  }

  /// Where the term stands or would stand.
  private func slot(_ term: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] > 0 {
      let number = Int(slots[place]) - 1
      if hashes[number] == hash, isTerm(number, term) { break }
      place = (place + 1) & mask
    }
    return place
  }

  private func isTerm(_ number: Int, _ term: UnsafeBufferPointer<UInt8>) -> Bool {
    let own = range(number)
    guard own.count == term.count else { return false }
    for offset in 0..<term.count where bytes[own.lowerBound + offset] != term[offset] {
      return false
    }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for (number, hash) in hashes.enumerated() {
      var place = Int(truncatingIfNeeded: hash) & mask
      while slots[place] > 0 { place = (place + 1) & mask }
      slots[place] = Int32(truncatingIfNeeded: number + 1)
    }
  }

  /// Eight bytes at a time, each mixed in by a multiplication to 128 bits.
  static func hash(_ term: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: term.count) ^ 0x9e37_79b9_7f4a_7c15
    var place = 0
    while place < term.count {
      var word: UInt64 = 0
      let end = min(place + 8, term.count)
      if end - place == 8, let base = term.baseAddress {
        word = UInt64(
          littleEndian: UnsafeRawPointer(base + place).loadUnaligned(as: UInt64.self))
      } else {
        for byte in place..<end { word = word << 8 | UInt64(term[byte]) }
      }
      let product = (hash ^ word).multipliedFullWidth(by: 0xd6e8_feb8_6659_fd93)
      hash = product.high ^ product.low
      place = end
    }
    let product = hash.multipliedFullWidth(by: 0xa076_1d64_78bd_642f)
    return product.high ^ product.low
  }
}
