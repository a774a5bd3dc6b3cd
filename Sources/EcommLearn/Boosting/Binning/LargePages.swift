import Glibc

/// Asks for pages of 2 MB behind a large buffer, before it is first written: rows read in no order would
/// otherwise need a page walk each. A hint; it changes no value.
enum LargePages {
  private static let size = 1 << 21

  static func advise(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
    guard buffer.count >= 2 * size, let base = buffer.baseAddress else { return }
    let skipped = (size - Int(bitPattern: base) % size) % size
    madvise(base + skipped, (buffer.count - skipped) / size * size, MADV_HUGEPAGE)
  }
}
