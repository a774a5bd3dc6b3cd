import EcommBase

/// The histograms of the nodes that may still be split, one behind the other, used again and again.
struct HistogramPool {
  let width: Int
  var words: [UInt64] = []
  /// Room for parts of histograms that are added up afterwards.
  var parts: [UInt64] = []
  private var free: [Int] = []
  private var made = 0

  init(width: Int) { self.width = width }

  mutating func take() -> Int {
    if let slot = free.popLast() { return slot }
    words.append(contentsOf: repeatElement(0, count: width))
    made += 1
    return made - 1
  }

  mutating func giveBack(_ slot: Int) { free.append(slot) }
}
