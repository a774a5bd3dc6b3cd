import Glibc

/// A file of JSON values, one a line, that only grows: what was written stays, whatever happens next.
public struct LineLog: Sendable {
  public let path: String

  public init(_ path: String) { self.path = path }

  /// One line in one write to a file opened for appending, so that two writers cannot mix. A line that was
  /// cut off before is ended first.
  public func append(_ value: JSON) throws {
    let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError.cannotWrite(path: path, code: errno) }
    let file = OpenFile(descriptor: descriptor, path: path)
    try file.write((Self.endsInALine(descriptor) ? [] : [10]) + JSONWriter.bytes(value) + [10])
    try file.sync()
  }

  private static func endsInALine(_ descriptor: Int32) -> Bool {
    let end = lseek(descriptor, 0, SEEK_END)
    var last: UInt8 = 10
    return end <= 0 || pread(descriptor, &last, 1, end - 1) != 1 || last == 10
  }

  /// Oldest first; none where there is no file. A line that is no JSON, such as a last one that was cut
  /// off, is passed over.
  public func values() throws -> [JSON] { try lines().compactMap(\.self) }

  /// The same with nil for each line that is no JSON.
  public func lines() throws -> [JSON?] {
    guard access(path, F_OK) == 0 else { return [] }
    return try SmallFile.bytes(path).split(separator: 10).map {
      try? JSONReader.read(Array($0), file: path)
    }
  }
}
