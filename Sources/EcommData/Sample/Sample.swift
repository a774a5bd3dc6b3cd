import EcommBase

/// The sample data: sets that look like an online shop's own, made from a seed, whose truth is known.
///
/// The same rows and seed give the same bytes on every machine: all randomness comes from
/// `SeededRandom`, and all arithmetic from +, -, *, / and whole numbers, which IEEE 754 defines to the
/// last bit. No function of the C mathematics library has a say.
public enum Sample {
  public static let all = [
    OrdersSample.set, TransactionsSample.set, SessionsSample.set, EventsSample.set,
    ProductsSample.set, PaymentsSample.set,
  ]

  public static let defaultSeed: UInt64 = 42

  /// More rows are refused, so that no count overflows.
  public static let rowLimit = 1_000_000_000

  public static func named(_ name: String) -> SampleSet? { all.first { $0.name == name } }
}

/// One kind of sample data, which writes itself in blocks.
public struct SampleSet: Sendable {
  /// As the command line names it.
  public let name: String
  public let summary: String
  /// What it is called in the folder Data.
  public let fileName: String
  public let defaultRows: Int
  let generate: @Sendable (Int, UInt64, inout SampleWriter) throws -> Void

  /// Writes exactly `rows` rows (orders, lines, sessions ...) as UTF-8, a block of about 256 KB at a
  /// time. The memory it takes does not grow with the file, but for what each set says about itself.
  public func write(
    rows: Int? = nil, seed: UInt64 = Sample.defaultSeed,
    to sink: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let rows = rows ?? defaultRows
    guard (0...Sample.rowLimit).contains(rows) else { throw SampleError.rows(rows) }
    try withoutActuallyEscaping(sink) { sink in
      var writer = SampleWriter(sink: sink)
      try generate(rows, seed, &writer)
      try writer.flush()
    }
  }
}

public enum SampleError: Error, Sendable, Equatable {
  case rows(Int)
}
