import EcommBase

/// Results go to `--output` or, without it, to stdout.
enum Results {
  static func write(_ text: String, _ invocation: Invocation) throws {
    try stream(invocation) { try $0(Array(text.utf8)) }
  }

  /// `body` hands over its bytes piece by piece; a file appears only when all of them were written.
  static func stream(
    _ invocation: Invocation, _ body: (_ write: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    guard let path = invocation[Shared.output], path != "-" else {
      return try body(invocation.console.write)
    }
    let file = try AtomicFile(path)
    try body(file.write)
    try file.commit()
  }
}
