/// How the values of one feature become bins.
///
/// Bin 0 is missing. A numeric feature has bins 1...cuts.count + 1; a value stands in bin b iff it is not
/// smaller than cut b - 2 and smaller than cut b - 1. A categorical feature has a bin for each of its
/// most frequent codes; the bin after them is for all others, known or not.
public enum FeatureBins: Sendable, Equatable {
  case cuts([Float])
  /// The code of bin 1, 2, ... ascending.
  case codes([Int32])

  public static let missing: UInt8 = 0

  /// How many bins there are, missing and others included.
  public var count: Int {
    switch self {
    case .cuts(let cuts): cuts.count + 2
    case .codes(let codes): codes.count + 2
    }
  }

  public var kind: FeatureKind {
    if case .codes = self { .category } else { .number }
  }

  func bins(of column: FeatureColumn) -> [UInt8] {
    switch (self, column) {
    case (.cuts(let cuts), .numbers(let values)): Self.numeric(values, cuts) { $0 }
    case (.cuts(let cuts), .doubles(let values)): Self.numeric(values, cuts) { Float($0) }
    case (.cuts(let cuts), .categories(let codes)):
      Self.numeric(codes, cuts) { $0 < 0 ? .nan : Float($0) }
    case (.codes(let known), .categories(let codes)): Self.categorical(codes, known)
    case (.codes(let known), .numbers(let values)):
      Self.categorical(values.map { CategoryCode.of($0) }, known)
    case (.codes(let known), .doubles(let values)):
      Self.categorical(values.map { CategoryCode.of(Float($0)) }, known)
    }
  }

  /// A search of eight halvings without branches among 255 cuts, the unused ones never smaller or equal.
  private static func numeric<T>(
    _ values: [T], _ cuts: [Float], _ float: (T) -> Float
  ) -> [UInt8] {
    var keys = [UInt32](repeating: .max, count: 256)
    for (place, cut) in cuts.enumerated() { keys[place] = FloatOrder.key(cut) }
    return [UInt8](unsafeUninitializedCapacity: values.count) { target, count in
      keys.withUnsafeBufferPointer { keys in
        for row in values.indices {
          let value = float(values[row])
          target[row] = value.isNaN ? missing : UInt8(1 + rank(FloatOrder.key(value), keys))
        }
      }
      count = values.count
    }
  }

  /// How many of the 255 keys are not greater than `key`; at most 254, as the last one is never.
  @inline(__always)
  private static func rank(_ key: UInt32, _ keys: UnsafeBufferPointer<UInt32>) -> Int {
    var place = 0
    var half = 128
    while half > 0 {
      place &+= keys[place &+ half &- 1] <= key ? half : 0
      half >>= 1
    }
    return min(place, 254)
  }

  private static func categorical(_ codes: [Int32], _ known: [Int32]) -> [UInt8] {
    let other = UInt8(known.count + 1)
    let bins = Dictionary(uniqueKeysWithValues: zip(known, (1...255).map { UInt8($0) }))
    return codes.map { $0 < 0 ? missing : bins[$0] ?? other }
  }
}

/// A category as it stands among numbers: its code.
enum CategoryCode {
  /// Beyond this whole numbers are not exact in 32 bits.
  static let limit: Int32 = 1 << 24

  /// Not-a-number is missing (-1); what is no code at all is none of the known ones.
  @inline(__always)
  static func of(_ value: Float) -> Int32 {
    if value.isNaN { return -1 }
    return value >= 0 && value < Float(limit) ? Int32(value) : limit
  }
}
