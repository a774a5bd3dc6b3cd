/// 32 bytes worked on at once, as four words. Arithmetic on words stays vector code, which comparing
/// lanes of bytes does not without newer instructions than every machine has.
///
/// A mark is the top bit of a byte.
typealias ByteLanes = SIMD4<UInt64>

extension SIMD4<UInt64> {
  @inline(__always)
  private static func all(_ byte: UInt8) -> Self {
    Self(repeating: UInt64(byte) &* 0x0101_0101_0101_0101)
  }

  /// Marks the bytes that are `byte`. No carry leaves a byte, as its top bit is taken out first.
  @inline(__always)
  func marks(of byte: UInt8) -> Self {
    let difference = self ^ Self.all(byte)
    let nonZero = ((difference & Self.all(0x7F)) &+ Self.all(0x7F)) | difference
    return ~nonZero & Self.all(0x80)
  }

  /// Marks the bytes that are not printable ASCII, a tab or a line end.
  @inline(__always)
  var notPlain: Self {
    let printable = (self & Self.all(0x7F)) &+ Self.all(0x60)
    let control = ~printable & ~(marks(of: 10) | marks(of: 13) | marks(of: 9))
    return (self | control) & Self.all(0x80)
  }

  var sumOfBytes: Int {
    let even = Self(repeating: 0x00FF_00FF_00FF_00FF)
    let pairs = (self & even) &+ ((self &>> 8) & even)
    let words = pairs &* Self(repeating: 0x0001_0001_0001_0001)
    return Int(truncatingIfNeeded: (words &>> 48).wrappedSum())
  }
}
