/// The numbers `0..<n` cut into stretches of `size`, the last one shorter.
public struct Chunks: Sendable, RandomAccessCollection {
  public let n: Int
  public let size: Int

  public init(_ n: Int, size: Int) {
    self.n = Swift.max(0, n)
    self.size = Swift.max(1, size)
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { (n + size - 1) / size }

  public subscript(index: Int) -> Range<Int> {
    index * size..<Swift.min(n, (index + 1) * size)
  }
}
