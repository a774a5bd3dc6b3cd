import EcommBase

/// Rows of one class after the other, at random within each.
enum ClassOrder {
  static func shuffled(_ labels: [Int], seed: UInt64) -> [Int] {
    var random = SeededRandom(seed: seed)
    var order = Array(labels.indices)
    random.shuffle(&order)
    let classes = Dictionary(grouping: order) { labels[$0] }
    return classes.keys.sorted().flatMap { classes[$0] ?? [] }
  }
}
