/// Which of the 256 bins of a feature go left.
struct BinSet: Sendable, Equatable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  init() {}

  init(_ bins: some Sequence<Int>) {
    for bin in bins { insert(bin) }
  }

  /// The bins below `end` but for the one of missing values.
  init(known end: Int) {
    words = (Self.mask(end) & ~1, Self.mask(end - 64), Self.mask(end - 128), Self.mask(end - 192))
  }

  /// The lowest `count` bits; none of less than 0, all of more than 64.
  private static func mask(_ count: Int) -> UInt64 {
    count >= 64 ? .max : (1 << UInt64(max(count, 0))) - 1
  }

  mutating func insert(_ bin: Int) {
    let bit = UInt64(1) << UInt64(bin & 63)
    switch bin >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  func contains(_ bin: Int) -> Bool {
    let word =
      switch bin >> 6 {
      case 0: words.0
      case 1: words.1
      case 2: words.2
      default: words.3
      }
    return word >> UInt64(bin & 63) & 1 == 1
  }

  /// 1 for each bin that goes left: a row's way without a branch.
  var table: [UInt8] { (0..<256).map { contains($0) ? 1 : 0 } }

  static func == (a: BinSet, b: BinSet) -> Bool { a.words == b.words }
}
