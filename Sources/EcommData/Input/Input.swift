import EcommBase
import Glibc

/// A named source of bytes that can be read at any place, more than once.
///
/// A pipe is copied to a file without a name first, so that every reader may take two passes and hold
/// only a block at a time; the file is gone when the input is.
public struct Input: Sendable {
  /// As the user named it; `-` is standard input.
  public let name: String
  public let file: OpenFile
  public let size: Int

  public init(name: String, file: OpenFile, size: Int) {
    self.name = name
    self.file = file
    self.size = size
  }

  public static func open(_ path: String) throws -> Input {
    let file =
      path == "-"
      ? OpenFile(descriptor: dup(STDIN_FILENO), path: "standard input") : try .reading(path)
    let status = try file.status()
    // Files of /proc say that they are empty and are not.
    if status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 {
      return Input(name: file.path, file: file, size: Int(status.st_size))
    }
    return try spooled(file)
  }

  /// Up to `buffer.count` bytes from `offset` on; fewer only at the end.
  public func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int {
    let count = try file.read(into: buffer, at: offset)
    guard count >= min(buffer.count, size - offset) else { throw InputError.shrunk(file: name) }
    return count
  }

  public func bytes(_ range: Range<Int>) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      count = try read(into: UnsafeMutableRawBufferPointer(buffer), at: range.lowerBound)
    }
  }

  private static func spooled(_ pipe: OpenFile) throws -> Input {
    let spool = try SpoolFile()
    try withUnsafeTemporaryAllocation(byteCount: 1 << 18, alignment: 16) { buffer in
      while true {
        let count = try pipe.read(into: buffer)
        if count == 0 { return }
        try spool.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    }
    return spool.input(named: pipe.path)
  }
}
