import EcommBase

/// Reading and writing a document of numbers, as a large model is.
enum JSONBench {
  static func run(_ request: BenchRequest) throws -> JSON {
    let megabytes = try request.integer("megabytes", default: 100)
    let original = document(count: megabytes * 1_000_000 / 23)
    var (writeSeconds, bytes) = Measure.seconds { JSONWriter.bytes(original) }
    let size = Double(bytes.count) / 1e6
    let digest = SHA256.hex(of: bytes)
    let read = try Measure.seconds {
      let text = bytes
      bytes = []
      return try JSONReader.read(text)
    }
    return [
      "megabytes": .number(size), "read_s": .number(read.seconds),
      "read_mb_per_s": .number(size / read.seconds),
      "write_mb_per_s": .number(size / writeSeconds),
      "same_bytes": .bool(digest == SHA256.hex(of: JSONWriter.bytes(read.result))),
      "peak_mb": .number(Measure.peakMegabytes()),
    ]
  }

  /// Trees of cuts with all their digits and of whole numbers.
  private static func document(count: Int) -> JSON {
    var random = SeededRandom(seed: 1)
    let trees = Chunks(count, size: 1000).map { range -> JSON in
      [
        "cuts": .numbers(range.map { _ in random.normal() }),
        "features": .integers(range.map { _ in random.below(1000) }),
      ]
    }
    return ["trees": .array(trees)]
  }
}
